import { and, eq, isNotNull } from 'drizzle-orm'
import { isOneOf } from '../../db/is-one-of'
import { lane, run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import { askToStop } from '../runs/ask-to-stop'
import type { Woken } from '../runs/wake-run'

/**
 * Of flows that were deleted, those that are paused: nobody would ever let their runs go on, nor should they begin because of
 * that, so they are cancelled. Gives those whose workers are to hear of it after the commit; the others end by themselves.
 */
export async function cancelHeld(tx: Tx, actor: Actor, flowIds: readonly string[]): Promise<Woken[]> {
  const { workspaceId } = actor
  const paused = await tx
    .select({ id: lane.id })
    .from(lane)
    .where(and(eq(lane.workspaceId, workspaceId), isOneOf(lane.id, flowIds), isNotNull(lane.pausedAt)))
  const woken: Woken[] = []
  for (const { id } of paused) {
    const asked = await askToStop(tx, actor, eq(run.flowId, id))
    if (asked.length === 0) continue
    const detail = { count: asked.length, why: 'Their flow was deleted while it was paused' }
    await record(tx, actor, 'runs.cancelled', { type: 'flow', id }, detail)
    for (const each of asked) if (each.owner !== null) woken.push(each)
  }
  return woken
}
