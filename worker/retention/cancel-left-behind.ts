import { and, eq, exists, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { flow, lane, run } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { record } from '@/server/governance/audit'
import { askToStop } from '@/server/services/runs/ask-to-stop'

const WHY = 'Their flow was deleted while it was paused'

/**
 * Runs of paused flows that were deleted: nobody can let them go on any more, so they are cancelled. Not before an hour has passed:
 * whoever takes the deletion back finds them as they were.
 */
export async function cancelLeftBehind(workspaceId: string): Promise<void> {
  const actor = { kind: 'system', workspaceId, reason: WHY } as const
  await inWorkspace(workspaceId, async (tx) => {
    const left = tx
      .select()
      .from(run)
      .where(
        and(
          eq(run.workspaceId, workspaceId),
          eq(run.flowId, flow.id),
          inArray(run.status, ['queued', 'running', 'waiting']),
          isNull(run.cancelRequestedAt),
        ),
      )
    const flows = await tx
      .select({ id: flow.id })
      .from(flow)
      .innerJoin(lane, and(eq(lane.workspaceId, flow.workspaceId), eq(lane.id, flow.id), isNotNull(lane.pausedAt)))
      .where(and(eq(flow.workspaceId, workspaceId), lt(flow.deletedAt, sql`now() - interval '1 hour'`), exists(left)))
    for (const { id } of flows) {
      const { length: count } = await askToStop(tx, actor, eq(run.flowId, id))
      if (count > 0) await record(tx, actor, 'runs.cancelled', { type: 'flow', id }, { count, why: WHY })
    }
  })
}
