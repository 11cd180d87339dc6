import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { authDb } from '../../db/client'
import { session } from '../../db/schema'
import type { Person } from '../actor'

export type SessionListItem = { id: string; userAgent: string; address: string; createdAt: Date; seenAt: Date; current: boolean }

export async function listSessions(person: Person): Promise<SessionListItem[]> {
  const rows = await authDb()
    .select({
      id: session.id,
      userAgent: session.userAgent,
      address: session.address,
      createdAt: session.createdAt,
      seenAt: session.seenAt,
    })
    .from(session)
    .where(and(eq(session.userId, person.userId), isNull(session.revokedAt), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.seenAt))
    .limit(200)
  return rows.map((row) => ({ ...row, current: row.id === person.sessionId }))
}
