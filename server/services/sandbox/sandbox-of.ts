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
  return found
}
