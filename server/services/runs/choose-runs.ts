import { and, desc, eq, inArray, isNull, lte, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { RUN_STATUSES, type RunStatus } from '@/flow/engine/status'
import { flow, run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'

/** As many as one press may concern. */
export const MOST_RUNS = 1_000

/** Runs somebody ticked, or all that a filter of the list shows: the newest first, up to `upTo`, so that later ones stay out. */
export const ChosenRunsInput = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(MOST_RUNS) }),
  z.strictObject({
    filter: z.strictObject({
      flowId: z.uuid().optional(),
      status: z.enum(RUN_STATUSES).optional(),
      mode: z.enum(['live', 'test']).optional(),
      upTo: z.uuid().optional(),
    }),
  }),
])

export type ChosenRuns = z.infer<typeof ChosenRunsInput>

/** Those of the chosen runs that are in one of these states, of flows that are still there. */
export async function chooseRuns(
  tx: Tx,
  actor: Actor,
  chosen: ChosenRuns,
  statuses: readonly RunStatus[],
): Promise<{ id: string; mode: 'live' | 'test' }[]> {
  return tx
    .select({ id: run.id, mode: run.mode })
    .from(run)
    .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId), isNull(flow.deletedAt)))
    .where(
      and(eq(run.workspaceId, actor.workspaceId), inArray(run.status, [...statuses]), isNull(run.detailsRemovedAt), ...conditions(chosen)),
    )
    .orderBy(desc(run.id))
    .limit(MOST_RUNS)
}

function conditions(chosen: ChosenRuns): (SQL | undefined)[] {
  if ('ids' in chosen) return [inArray(run.id, chosen.ids)]
  const { flowId, status, mode, upTo } = chosen.filter
  return [
    flowId ? eq(run.flowId, flowId) : undefined,
    status ? eq(run.status, status) : undefined,
    mode ? eq(run.mode, mode) : undefined,
    upTo ? lte(run.id, upTo) : undefined,
  ]
}
