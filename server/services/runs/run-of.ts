import { and, eq } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

export type RunRow = typeof run.$inferSelect

/** @throws ServiceError `not_found` */
export async function runOf(tx: Tx, actor: Actor, id: string): Promise<RunRow> {
  const [found] = await tx
    .select()
    .from(run)
    .where(and(eq(run.workspaceId, actor.workspaceId), eq(run.id, id)))
  if (!found) throw notFound('run')
  return found
}
