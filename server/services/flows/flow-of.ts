import { and, eq } from 'drizzle-orm'
import { flow } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

export type FlowRow = typeof flow.$inferSelect

/** `lock`: whether it is on and there at all stays so until this transaction is over, as its triggers follow from that. */
type How = { lock?: boolean }

/** The flow, deleted ones too: their versions and runs stay readable. @throws ServiceError `not_found` */
export async function anyFlowOf(tx: Tx, actor: Actor, id: string, { lock = false }: How = {}): Promise<FlowRow> {
  const query = tx
    .select()
    .from(flow)
    .where(and(eq(flow.workspaceId, actor.workspaceId), eq(flow.id, id)))
  const [found] = await (lock ? query.for('no key update') : query)
  if (!found) throw notFound('flow')
  return found
}

/** The flow, unless it was deleted. @throws ServiceError `not_found` */
export async function flowOf(tx: Tx, actor: Actor, id: string, how: How = {}): Promise<FlowRow> {
  const found = await anyFlowOf(tx, actor, id, how)
  if (found.deletedAt) throw notFound('flow')
  return found
}
