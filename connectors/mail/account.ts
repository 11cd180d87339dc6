import { z } from 'zod'
import type { ConnectionDefinition } from '@/flow/define/connection'
import { providerIn, serversIn } from './providers'

const SECURITY = { tls: 'TLS from the start', starttls: 'STARTTLS', none: 'none (only on your own network)' } as const

const SIGN_IN = { password: 'a password', google: 'Google', microsoft: 'Microsoft' } as const
const BY_HAND = { param: 'signIn', in: ['password'] }
const AT_PROVIDER = { param: 'signIn', in: ['google', 'microsoft'] }

/** Ports travel as numbers; what a form leaves empty takes the usual one. */
const port = (usual: number, title: string) =>
  z.number().int().min(1).max(65_535).default(usual).meta({ title, control: 'number', target: true, showIf: BY_HAND })

const security = (usual: keyof typeof SECURITY, title: string) =>
  z.enum(['tls', 'starttls', 'none']).default(usual).meta({ title, control: 'select', options: SECURITY, target: true, showIf: BY_HAND })

const server = (title: string, placeholder: string, description: string) =>
  z.string().trim().max(253).default('').meta({ title, placeholder, description, target: true, showIf: BY_HAND })

export const MailAccountFields = z.object({
  address: z.email('Enter the address of the mailbox.').meta({
    title: 'Address',
    placeholder: 'invoices@example.com',
    description: 'Mails are sent from it.',
  }),
  name: z.string().max(200).default('').meta({ title: 'Sender name', hint: 'optional', placeholder: 'Acme accounts payable' }),
  signIn: z
    .enum(['password', 'google', 'microsoft'])
    .default('password')
    .meta({ title: 'Sign in with', control: 'select', options: SIGN_IN, target: true }),
  clientId: z.string().trim().max(200).default('').meta({
    title: 'Client id',
    description: 'Of an app that you make at the provider, with access to mail.',
    showIf: AT_PROVIDER,
  }),
  clientSecret: z.string().trim().max(500).default('').meta({ title: 'Client secret', secret: true, showIf: AT_PROVIDER }),
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
    showIf: BY_HAND,
  }),
  accessToken: z.string().max(8_000).default('').meta({
    title: 'Access token',
    hint: 'instead of a password',
    description: 'An OAuth 2 token for IMAP and SMTP (XOAUTH2).',
    secret: true,
    advanced: true,
    showIf: BY_HAND,
  }),
})

export type MailAccount = z.output<typeof MailAccountFields>

/** A mailbox at any provider. The worker speaks IMAP and SMTP with it (worker/capabilities/mail, worker/triggers/mailbox). */
export const mailAccount: ConnectionDefinition = {
  fields: MailAccountFields,
  hosts: [],
  hostsOf: (fields) => Object.values(serversIn(fields)).filter((host) => host !== ''),
  oauth2: ({ signIn }) => providerIn(signIn)?.oauth2 ?? null,
  signsInIf: AT_PROVIDER,
  without: 'KAOS’s own mail server',
  sandbox: true,
  test: async ({ use }) => use.mail.verify(),
}
