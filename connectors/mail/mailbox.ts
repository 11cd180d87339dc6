import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'
import { MailArrivedSchema } from '@/flow/define/mail-arrived'
import { invoiceMail } from './example'
import { sendersField } from './senders'

export const MailboxInput = z.object({
  folder: z.string().min(1, 'Enter the folder to watch.').max(500).default('INBOX').meta({
    title: 'Folder',
    placeholder: 'INBOX',
    resolve: 'literal',
  }),
  senders: sendersField('Addresses, or domains such as @globex.com, one a line. Mails of others stay as they are.'),
  needsAttachment: z.boolean().default(false).meta({
    title: 'Only with an attachment',
    control: 'switch',
    resolve: 'literal',
  }),
  after: z
    .enum(['read', 'move', 'nothing'])
    .default('read')
    .meta({
      title: 'When the flow has started',
      control: 'select',
      options: { read: 'mark the mail as read', move: 'move the mail', nothing: 'leave the mail as it is' },
      resolve: 'literal',
    }),
  moveTo: z
    .string()
    .max(500)
    .default('Processed')
    .meta({
      title: 'Move to',
      placeholder: 'Processed',
      description: 'The folder is made if it is not there.',
      showIf: { param: 'after', in: ['move'] },
      resolve: 'literal',
    }),
})

export type Mailbox = z.output<typeof MailboxInput>

export const mailbox = defineTrigger({
  id: 'mailbox',
  version: 1,
  source: 'mailbox',
  title: 'New mail in a mailbox',
  summary: 'Watches a mailbox of yours and starts with each new mail.',
  sentence: 'When a mail arrives in {{folder}}[ from {{senders}}]',
  keywords: ['email', 'e-mail', 'imap', 'inbox', 'watch', 'invoice', 'attachment', 'gmail', 'outlook', 'exchange'],
  icon: 'inbox',
  input: MailboxInput,
  output: MailArrivedSchema,
  examples: [{ input: { folder: 'INBOX', after: 'move', moveTo: 'Processed' }, output: invoiceMail }],
})
