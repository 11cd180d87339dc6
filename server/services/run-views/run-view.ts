import { and, eq, isNull, or, type SQL } from 'drizzle-orm'
import { runView } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'
import { demand } from '../permissions'

/** As many as anybody finds their way in. */
export const MOST_VIEWS = 50

/** Those that this person sees: the shared ones and the own ones. */
export function seenBy(actor: Actor): SQL | undefined {
  const own = actor.kind === 'member' ? eq(runView.ownerId, actor.userId) : undefined
  return and(eq(runView.workspaceId, actor.workspaceId), or(isNull(runView.ownerId), own))
}

/** Takes one's own away, or a shared one for those who may make such. */
export async function takeAway(tx: Tx, actor: Actor, id: string): Promise<{ name: string; shared: boolean }> {
  const [found] = await tx
    .select()
    .from(runView)
    .where(and(eq(runView.id, id), seenBy(actor)))
  if (!found) throw notFound('view')
  if (found.ownerId === null) demand(actor, 'flow.operate')
  await tx.delete(runView).where(and(eq(runView.workspaceId, actor.workspaceId), eq(runView.id, id)))
  return { name: found.name, shared: found.ownerId === null }
}
