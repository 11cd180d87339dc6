import { createHmac } from 'node:crypto'
import { env } from '../../env'

/**
 * The unguessable end of a mail trigger's address, the same over all versions. Lower case and digits: on their way,
 * mails lose the difference between `A` and `a`.
 */
export function mailToken(flowId: string, nodeId: string): string {
  const bytes = createHmac('sha256', env().AUTH_SECRET).update(`mail:${flowId}:${nodeId}`).digest()
  return Array.from(bytes.subarray(0, MAIL_TOKEN_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** `invoices-<token>@example.com`. Only the token counts, so an address outlives a new name of its flow. */
export function mailAddress(flowId: string, nodeId: string, flowName: string): string {
  return `${readable(flowName)}-${mailToken(flowId, nodeId)}@${mailDomain()}`
}

/** The token at the end of an address of ours; null for any other address. */
export function tokenOfAddress(address: string): string | null {
  const at = address.lastIndexOf('@')
  if (address.slice(at + 1).toLowerCase() !== mailDomain()) return null
  const token = address.slice(0, at).toLowerCase().split('-').at(-1) ?? ''
  return TOKEN.test(token) ? token : null
}

export function mailDomain(): string {
  return (env().SMTP_DOMAIN ?? new URL(env().KAOS_URL).hostname).toLowerCase()
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const MAIL_TOKEN_LENGTH = 24
const TOKEN = /^[a-z2-7]{24}$/

function readable(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'flow' : plain
}
