import { and, eq } from 'drizzle-orm'
import { flow } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

export type FlowRow = typeof flow.$inferSelect

/** The flow, deleted ones too: their versions and runs stay readable. @throws ServiceError `not_found` */
export async function anyFlowOf(tx: Tx, actor: Actor, id: string): Promise<FlowRow> {
  const [found] = await tx
    .select()
    .from(flow)
    .where(and(eq(flow.workspaceId, actor.workspaceId), eq(flow.id, id)))
  if (!found) throw notFound('flow')
  return found
}

/** The flow, unless it was deleted. @throws ServiceError `not_found` */
export async function flowOf(tx: Tx, actor: Actor, id: string): Promise<FlowRow> {
  const found = await anyFlowOf(tx, actor, id)
  if (found.deletedAt) throw notFound('flow')
  return found
}
