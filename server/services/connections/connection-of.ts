import { and, eq } from 'drizzle-orm'
import { connection } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

export type ConnectionRow = typeof connection.$inferSelect

/** @throws ServiceError `not_found` */
export async function connectionOf(tx: Tx, actor: Actor, id: string, { lock = false } = {}): Promise<ConnectionRow> {
  const query = tx
    .select()
    .from(connection)
    .where(and(eq(connection.workspaceId, actor.workspaceId), eq(connection.id, id)))
  const [found] = await (lock ? query.for('update') : query)
  if (!found) throw notFound('account')
  return found
}
