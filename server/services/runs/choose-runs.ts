import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { RunStatus } from '@/flow/engine/status'
import { flow, run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { can } from '../permissions'
import { chosenBy, RunFilterSchema } from './run-filter'
import { runsOf } from './runs-of'

/** As many as one press may concern. */
export const MOST_RUNS = 1_000

/** Runs somebody ticked, or all that a filter of the list shows: the newest first, up to `upTo`, so that later ones stay out. */
export const ChosenRunsInput = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(MOST_RUNS) }),
  z.strictObject({
    filter: RunFilterSchema.extend({ upTo: z.uuid().optional() }),
  }),
])

export type ChosenRuns = z.infer<typeof ChosenRunsInput>

export type ChosenRun = { id: string; mode: 'live' | 'test'; status: RunStatus; cancelRequestedAt: Date | null }

/** Those of the chosen runs that are in one of these states, of flows that are still there. */
export async function chooseRuns(tx: Tx, actor: Actor, chosen: ChosenRuns, statuses: readonly RunStatus[]): Promise<ChosenRun[]> {
  const meant = await meantBy(tx, actor, chosen)
  return tx
    .select({ id: run.id, mode: run.mode, status: run.status, cancelRequestedAt: run.cancelRequestedAt })
    .from(runsOf(tx, 'ids' in chosen ? undefined : chosen.filter.flowId))
    .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId), isNull(flow.deletedAt)))
    .where(and(eq(run.workspaceId, actor.workspaceId), inArray(run.status, [...statuses]), isNull(run.detailsRemovedAt), meant))
    .orderBy(desc(run.id))
    .limit(MOST_RUNS)
}

async function meantBy(tx: Tx, actor: Actor, chosen: ChosenRuns): Promise<SQL | undefined> {
  if ('ids' in chosen) return inArray(run.id, chosen.ids)
  const { upTo, ...filter } = chosen.filter
  return chosenBy(tx, actor.workspaceId, filter, upTo)
}

/** Whoever may not test does not run tests again either. */
export function mayRunAgain(actor: Actor, { mode }: Pick<ChosenRun, 'mode'>): boolean {
  return mode === 'live' || can(actor, 'run.test')
}
