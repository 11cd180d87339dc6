import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'
import { type ConnectionRow, connectionOf } from '../connections/connection-of'

/**
 * A sandbox account, of one app where that is asked. A real account has nothing to show here: it looks as if it were not there.
 * @throws ServiceError `not_found`
 */
export async function sandboxOf(tx: Tx, actor: Actor, connectionId: string, connector?: string): Promise<ConnectionRow> {
  const found = await connectionOf(tx, actor, connectionId)
  if (found.kind !== 'sandbox' || (connector !== undefined && found.connector !== connector)) throw notFound('account')
import { and, eq } from 'drizzle-orm'
import { connection } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

/** @throws ServiceError `not_found` when it is not there, another workspace's, another app's, or a real account */
export async function sandboxOf(tx: Tx, actor: Actor, connectionId: string, connector: string): Promise<{ id: string; name: string }> {
  const [found] = await tx
    .select({ id: connection.id, name: connection.name })
    .from(connection)
    .where(
      and(
        eq(connection.workspaceId, actor.workspaceId),
        eq(connection.id, connectionId),
        eq(connection.connector, connector),
        eq(connection.kind, 'sandbox'),
      ),
    )
  if (!found) throw notFound('sandbox')
  return found
}
