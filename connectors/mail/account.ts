import { z } from 'zod'
import type { ConnectionDefinition } from '@/flow/define/connection'

const SECURITY = { tls: 'TLS from the start', starttls: 'STARTTLS', none: 'none (only on your own network)' } as const

/** Ports travel as numbers; what a form leaves empty takes the usual one. */
const port = (usual: number, title: string) =>
  z.number().int().min(1).max(65_535).default(usual).meta({ title, control: 'number', target: true })

const security = (usual: keyof typeof SECURITY, title: string) =>
  z.enum(['tls', 'starttls', 'none']).default(usual).meta({ title, control: 'select', options: SECURITY, target: true })

const server = (title: string, placeholder: string, description: string) =>
  z.string().trim().max(253).default('').meta({ title, placeholder, description, target: true })

export const MailAccountFields = z.object({
  address: z.email('Enter the address of the mailbox.').meta({
    title: 'Address',
    placeholder: 'invoices@example.com',
    description: 'Mails are sent from it.',
  }),
  name: z.string().max(200).default('').meta({ title: 'Sender name', hint: 'optional', placeholder: 'Acme accounts payable' }),
  imapHost: server('IMAP server', 'imap.example.com', 'Where the mailbox is read. Left empty, this account only sends.'),
  imapPort: port(993, 'IMAP port'),
  imapSecurity: security('tls', 'IMAP encryption'),
  smtpHost: server('SMTP server', 'smtp.example.com', 'Where mails are sent. Left empty, this account only reads.'),
  smtpPort: port(587, 'SMTP port'),
  smtpSecurity: security('starttls', 'SMTP encryption'),
  user: z.string().max(320).default('').meta({ title: 'User name', hint: 'the address, unless set' }),
  password: z.string().max(1_000).default('').meta({
    title: 'Password',
    description: 'Many providers want an app password here instead of the one you sign in with.',
    secret: true,
  }),
  accessToken: z.string().max(8_000).default('').meta({
    title: 'Access token',
    hint: 'instead of a password',
    description: 'An OAuth 2 token for IMAP and SMTP (XOAUTH2).',
    secret: true,
    advanced: true,
  }),
})

export type MailAccount = z.output<typeof MailAccountFields>

/** A mailbox at any provider. The worker speaks IMAP and SMTP with it (worker/capabilities/mail, worker/triggers/mailbox). */
export const mailAccount: ConnectionDefinition = {
  fields: MailAccountFields,
  hosts: [],
  hostsOf: ({ imapHost, smtpHost }) => [imapHost, smtpHost].map(String).filter((host) => host !== ''),
  without: 'KAOS’s own mail server',
  sandbox: true,
  test: async ({ use }) => use.mail.verify(),
}
