import { and, eq, exists, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { isOneOf } from '@/server/db/is-one-of'
import { flow, lane, run } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { record } from '@/server/governance/audit'
import { askToStop } from '@/server/services/runs/ask-to-stop'

const WHY = 'Their flow was deleted while it was paused'
/** In one transaction: there may be a million of them. */
const BATCH = 5_000

/**
 * Runs of paused flows that were deleted: nobody can let them go on any more, so they are cancelled. Not before an hour has passed:
 * whoever takes the deletion back finds them as they were.
 */
export async function cancelLeftBehind(workspaceId: string, { leaving, most = BATCH }: Bounds = {}): Promise<void> {
  while (!leaving?.aborted && (await cancelSome(workspaceId, most)));
}

type Bounds = { leaving?: AbortSignal; most?: number }

/** Of one flow, at most so many. True: there was something left. */
async function cancelSome(workspaceId: string, most: number): Promise<boolean> {
  const actor = { kind: 'system', workspaceId, reason: WHY } as const
  const goesOn = and(eq(run.workspaceId, workspaceId), inArray(run.status, ['queued', 'running', 'waiting']), isNull(run.cancelRequestedAt))
  return inWorkspace(workspaceId, async (tx) => {
    const left = tx
      .select()
      .from(run)
      .where(and(goesOn, eq(run.flowId, flow.id)))
    const [found] = await tx
      .select({ id: flow.id })
      .from(flow)
      .innerJoin(lane, and(eq(lane.workspaceId, flow.workspaceId), eq(lane.id, flow.id), isNotNull(lane.pausedAt)))
      .where(and(eq(flow.workspaceId, workspaceId), lt(flow.deletedAt, sql`now() - interval '1 hour'`), exists(left)))
      .limit(1)
    if (!found) return false
    const { id } = found
    const some = await tx
      .select({ id: run.id })
      .from(run)
      .where(and(goesOn, eq(run.flowId, id)))
      .limit(most)
    const ids = some.map((each) => each.id)
    const { length: count } = await askToStop(tx, actor, isOneOf(run.id, ids))
    if (count > 0) await record(tx, actor, 'runs.cancelled', { type: 'flow', id }, { count, why: WHY })
    return true
  })
}
