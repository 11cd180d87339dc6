import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { authDb } from '../../db/client'
import { session, user } from '../../db/schema'
import type { Person } from '../actor'

const Claims = z.object({ sub: z.uuid(), sessionId: z.uuid() })

/** Who a session belongs to, as long as it stands: asked on every request, so a revoked one ends at once. */
export async function personOfSession(claims: unknown): Promise<Person | null> {
  const parsed = Claims.safeParse(claims)
  if (!parsed.success) return null
  const { sub, sessionId } = parsed.data
  const standing = and(eq(session.id, sessionId), eq(session.userId, sub), isNull(session.revokedAt), gt(session.expiresAt, sql`now()`))
  const [found] = await authDb()
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      sessionId: session.id,
      stale: sql<boolean>`${session.seenAt} < now() - interval '1 minute'`,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(standing)
  if (!found) return null
  const { stale, ...person } = found
  if (stale)
    await authDb()
      .update(session)
      .set({ seenAt: sql`now()` })
      .where(and(standing, lt(session.seenAt, sql`now() - interval '1 minute'`)))
  return person
}
