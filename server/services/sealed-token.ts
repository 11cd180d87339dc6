import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '../env'

/** The row that a link is about, and what is under its seal besides: the link is worth nothing for anything else. */
export type Sealed = { workspaceId: string; id: string; bound: readonly string[] }

const UUID_BYTES = 16
const MAC_BYTES = 24
const SHAPE = /^[\w-]{75}$/

/** Names workspace and row in the open and proves the rest. The key is for this purpose only. */
export function sealedToken(purpose: string, sealed: Sealed): string {
  return Buffer.concat([bytesOf(sealed.workspaceId), bytesOf(sealed.id), macOf(purpose, sealed)]).toString('base64url')
}

/** Which row a token claims to be about; null for what is no token. */
export function claimOf(token: string): Pick<Sealed, 'workspaceId' | 'id'> | null {
  if (!SHAPE.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  return { workspaceId: uuidOf(bytes.subarray(0, UUID_BYTES)), id: uuidOf(bytes.subarray(UUID_BYTES, 2 * UUID_BYTES)) }
}

/** The very letters: a token spelt otherwise is another, though it may stand for the same bytes. */
export function isToken(purpose: string, token: string, sealed: Sealed): boolean {
  const [given, expected] = [Buffer.from(token), Buffer.from(sealedToken(purpose, sealed))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function macOf(purpose: string, { workspaceId, id, bound }: Sealed): Buffer {
  const key = createHmac('sha256', env().AUTH_SECRET).update(purpose).digest()
  return createHmac('sha256', key)
    .update(JSON.stringify([workspaceId, id, ...bound]))
    .digest()
    .subarray(0, MAC_BYTES)
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
