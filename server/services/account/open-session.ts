import { sql } from 'drizzle-orm'
import { newId } from '../../db/id'
import { session } from '../../db/schema'
import { inAccounts } from '../../db/tenancy'
import { sweepLimits } from './rate-limit'
import { recordForPerson } from './record-for-person'

export const SESSION_DAYS = 30

export type Browser = { userAgent: string; address: string }

/** A signed-in browser. Its cookie names this row and is worth nothing without it. */
export async function openSession(person: { id: string; name: string }, { userAgent, address }: Browser): Promise<string> {
  const id = newId()
  const expiresAt = sql`now() + make_interval(days => ${SESSION_DAYS})`
  await inAccounts(async (tx) => {
    await tx.insert(session).values({ id, userId: person.id, userAgent: userAgent.slice(0, 400), address, expiresAt })
    await recordForPerson(
      tx,
      { userId: person.id, name: person.name, sessionId: id },
      'session.opened',
      { type: 'session', id },
      { address },
    )
  })
  await sweepLimits()
  return id
}
