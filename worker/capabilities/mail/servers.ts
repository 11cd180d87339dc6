import { isIP } from 'node:net'
import { type MailAccount, MailAccountFields } from '@/connectors/mail/account'
import { serversIn } from '@/connectors/mail/providers'
import type { Credentials } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import type { EgressRules } from '../http/address'
import { allowedAddress, type Resolve } from '../http/guarded-agent'
import { type Person, peopleIn } from './addresses'

export type Reach = { rules: EgressRules; resolve: Resolve }

export type MailServer = {
  /** As people know it; the certificate has to be its. */
  host: string
  /** Checked and pinned: the connection goes there and nowhere else. */
  address: string
  port: number
  security: MailAccount['smtpSecurity']
  auth: { user: string; pass: string } | { user: string; accessToken: string } | null
  from: Person
}

export function accountFields({ fields }: Credentials): MailAccount {
  const parsed = MailAccountFields.safeParse(fields)
  if (parsed.success) return parsed.data
  throw new NodeError('mail_account', 'The mail account is not set up completely.', {
    retry: false,
    hint: 'Open the connection and fill it in.',
  })
}

export async function serverOfAccount(credentials: Credentials, reach: Reach): Promise<MailServer> {
  const account = accountFields(credentials)
  const { smtpPort: port, smtpSecurity: security, address, name } = account
  const { smtpHost: host } = serversIn(account)
  return { ...(await pinned('SMTP', host, port, reach)), security, auth: authOf(account, credentials), from: { name, address } }
}

export async function imapServerOf(credentials: Credentials, reach: Reach): Promise<MailServer> {
  const account = accountFields(credentials)
  const { imapPort: port, imapSecurity: security, address, name } = account
  const { imapHost: host } = serversIn(account)
  return { ...(await pinned('IMAP', host, port, reach)), security, auth: authOf(account, credentials), from: { name, address } }
}

/** Set by whoever runs KAOS, so it may be anywhere: `smtp://user:password@host:587`. */
export function serverOfUrl({ url: text, from }: { url: string | undefined; from: string }): MailServer {
  if (!text) {
    throw new NodeError('mail_not_set_up', 'This KAOS can not send mail yet.', {
      retry: false,
      hint: 'Choose a mail account for the step, or ask whoever runs KAOS to set SMTP_URL.',
    })
  }
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const direct = url.protocol === 'smtps:'
  const [sender] = peopleIn('MAIL_FROM', [from])
  return {
    host,
    address: host,
    port: Number(url.port) || (direct ? 465 : 587),
    security: direct ? 'tls' : url.username === '' ? 'none' : 'starttls',
    auth: url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    from: sender ?? { name: 'KAOS', address: 'kaos@localhost' },
  }
}

/** The name a certificate is asked for; an address has none. */
export function servernameOf({ host }: MailServer): string | undefined {
  return isIP(host) ? undefined : host
}

async function pinned(kind: string, host: string, port: number, { rules, resolve }: Reach) {
  if (host === '') {
    throw new NodeError('mail_account', `The mail account has no ${kind} server.`, {
      retry: false,
      hint: 'Open the connection and fill it in.',
    })
  }
  try {
    return { host, port, address: await allowedAddress(rules, host, port, resolve) }
  } catch (error) {
    if (error instanceof NodeError) throw error
    throw new NodeError('mail_unreachable', `No server has this name: ${host}.`, { retry: true })
  }
}

function authOf({ user, address, password, accessToken }: MailAccount, credentials: Credentials): MailServer['auth'] {
  const token = credentials.accessToken ?? accessToken
  const name = user || address
  if (token) return { user: name, accessToken: token }
  return password === '' ? null : { user: name, pass: password }
}
