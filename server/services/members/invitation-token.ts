import { createHash, randomBytes } from 'node:crypto'

export function newInvitationToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What the database keeps: who reads it there cannot open the invitation. */
export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(`invitation:${token}`).digest('hex')
}
