import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { authDb } from '../../db/client'
import { membership, session } from '../../db/schema'
import type { Actor } from '../actor'

/** True while the actor's session and membership stand: long streams ask again before every answer. */
export async function stillHere(actor: Actor): Promise<boolean> {
  if (actor.kind === 'system') return true
  if (actor.kind === 'guest') return false
  const [found] = await authDb()
    .select({ one: sql`1` })
    .from(session)
    .innerJoin(membership, eq(membership.userId, session.userId))
    .where(
      and(
        eq(session.id, actor.sessionId),
        isNull(session.revokedAt),
        gt(session.expiresAt, sql`now()`),
        eq(membership.workspaceId, actor.workspaceId),
        eq(membership.role, actor.role),
      ),
    )
  return found !== undefined
}
