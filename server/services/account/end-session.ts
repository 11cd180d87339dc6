import { personOfSession } from './person-of-session'
import { revokeSession } from './revoke-session'

/** Signing out: the token's session row ends with its cookie. */
export async function endSession(claims: unknown): Promise<void> {
  const person = await personOfSession(claims)
  if (person) await revokeSession(person, { id: person.sessionId })
}
