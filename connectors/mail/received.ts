import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'
import { MailArrivedSchema } from '@/flow/define/mail-arrived'
import { invoiceMail } from './example'
import { sendersField } from './senders'

export const MailReceivedInput = z.object({
  senders: sendersField(
    'Addresses, or domains such as @globex.com, one a line. Others are sent back, and you see them here. The address above cannot be guessed, but whoever is told it can write to it.',
  ),
  needsAttachment: z.boolean().default(false).meta({
    title: 'Only with an attachment',
    description: 'A mail without a file is sent back to its sender.',
    control: 'switch',
    resolve: 'literal',
  }),
})

export const received = defineTrigger({
  id: 'received',
  version: 1,
  source: 'mail',
  title: 'Mail received',
  summary: 'Starts when a mail comes to this flow’s own address.',
  sentence: 'When a mail comes[ from {{senders}}]',
  keywords: ['email', 'e-mail', 'inbox', 'invoice', 'attachment', 'receive', 'incoming', 'smtp', 'forward'],
  icon: 'mail',
  input: MailReceivedInput,
  output: MailArrivedSchema,
  account: 'none',
  examples: [{ input: { senders: '@hooli.com', needsAttachment: true }, output: invoiceMail }],
})
