import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '../../env'

/** What a link stands for: one question, asked of one address by one message. */
export type Link = { workspaceId: string; messageId: string; waitId: string; email: string }

const UUID_BYTES = 16
const MAC_BYTES = 24
const SHAPE = /^[\w-]{75}$/

/**
 * Names the message in the open and proves the rest: the key is for this purpose only, and workspace, question and address
 * are under the seal, so a link is worth nothing for another question or another person.
 */
export function linkToken(link: Link): string {
  return Buffer.concat([bytesOf(link.workspaceId), bytesOf(link.messageId), macOf(link)]).toString('base64url')
}

/** Which message a token claims to come with; null for what is no token. */
export function claimOf(token: string): Pick<Link, 'workspaceId' | 'messageId'> | null {
  if (!SHAPE.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  return { workspaceId: uuidOf(bytes.subarray(0, UUID_BYTES)), messageId: uuidOf(bytes.subarray(UUID_BYTES, 2 * UUID_BYTES)) }
}

/** The very letters: a token spelt otherwise is another, though it may stand for the same bytes. */
export function isGenuine(token: string, link: Link): boolean {
  const [given, expected] = [Buffer.from(token), Buffer.from(linkToken(link))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function macOf({ workspaceId, messageId, waitId, email }: Link): Buffer {
  const key = createHmac('sha256', env().AUTH_SECRET).update('kaos approval link 1').digest()
  return createHmac('sha256', key)
    .update(JSON.stringify([workspaceId, messageId, waitId, email]))
    .digest()
    .subarray(0, MAC_BYTES)
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
