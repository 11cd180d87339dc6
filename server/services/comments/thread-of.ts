import { and, eq } from 'drizzle-orm'
import { commentThread } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'
import { flowOf } from '../flows/flow-of'

/** A thread of a flow that is there. @throws ServiceError `not_found` */
export async function threadOf(tx: Tx, actor: Actor, id: string): Promise<typeof commentThread.$inferSelect> {
  const [found] = await tx
    .select()
    .from(commentThread)
    .where(and(eq(commentThread.workspaceId, actor.workspaceId), eq(commentThread.id, id)))
  if (!found) throw notFound('thread')
  await flowOf(tx, actor, found.flowId)
  return found
}
