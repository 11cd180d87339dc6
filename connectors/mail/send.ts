import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { type FileRef, FileRefSchema } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { Value } from '../value'

const SEVERAL = 'Several are separated by commas.'

export const send = defineAction({
  id: 'send',
  version: 1,
  title: 'Send mail',
  summary: 'Sends a mail, with files of earlier steps.',
  sentence: 'Mail {{to}}: {{subject}}',
  keywords: ['email', 'e-mail', 'smtp', 'message', 'notify', 'reply', 'forward', 'attachment'],
  icon: 'send',
  account: 'optional',
  effect: 'unsafe', // mail servers recognise no repeats; its Message-ID stays the same, so that a person can
  retry: { attempts: 3, delayMs: 5_000, factor: 4 },
  input: z.object({
    to: z.string().trim().min(1, 'Enter who gets the mail.').max(20_000).meta({
      title: 'To',
      placeholder: 'finance@example.com',
      description: SEVERAL,
    }),
    cc: z.string().max(20_000).default('').meta({ title: 'Cc', hint: 'optional', description: SEVERAL, advanced: true }),
    replyTo: z.string().max(1_000).default('').meta({ title: 'Answers go to', hint: 'your address, unless set', advanced: true }),
    subject: z.string().max(1_000).default('').meta({ title: 'Subject' }),
    text: z.string().max(1_000_000).default('').meta({ title: 'Text', control: 'textarea' }),
    attachments: Value.default([]).meta({
      title: 'Attachments',
      hint: 'optional',
      placeholder: 'Pick a file or a list of files',
      files: true,
      control: 'json',
    }),
  }),
  output: z.object({
    messageId: z.string().meta({ title: 'Message id' }),
    refused: z.array(z.string()).meta({ title: 'Refused', description: 'Addresses that the mail server did not take; the others got it.' }),
  }),
  examples: [
    {
      input: { to: 'finance@example.com', subject: 'Invoice 2041 is approved', text: 'EUR 4,280.00, due 14 January.' },
      output: { messageId: '<3f1c@example.com>', refused: [] },
    },
  ],
  async run({ input, use, idempotencyKey }) {
    return use.mail.send({
      to: [input.to],
      cc: input.cc.trim() === '' ? [] : [input.cc],
      ...(input.replyTo.trim() === '' ? {} : { replyTo: input.replyTo }),
      subject: input.subject,
      text: input.text,
      attachments: filesOf(input.attachments),
      key: idempotencyKey,
    })
  },
})

/** One file, a list of files, or nothing. */
function filesOf(value: Json): FileRef[] {
  if (value === null || value === '') return []
  const files = z.array(FileRefSchema).safeParse(Array.isArray(value) ? value.flat() : [value])
  if (files.success) return files.data
  throw new NodeError('mail_attachment', 'An attachment is not a file.', {
    retry: false,
    hint: 'Pick a file that an earlier step made, such as the attachments of a mail.',
  })
}
