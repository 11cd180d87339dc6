import { and, count, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { isTerminal } from '@/flow/engine/status'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { MOST_RUNS } from './choose-runs'

export const RunsProgressInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(MOST_RUNS) })

/** How far many runs that were started together have come. */
export async function runsProgress(
  { actor }: Call,
  input: z.input<typeof RunsProgressInput>,
): Promise<{ total: number; ended: number; failed: number }> {
  demand(actor, 'run.read')
  const { ids } = RunsProgressInput.parse(input)
  const rows = await inWorkspace(actor.workspaceId, (tx) =>
    tx
      .select({ status: run.status, count: count() })
      .from(run)
      .where(and(eq(run.workspaceId, actor.workspaceId), inArray(run.id, ids)))
      .groupBy(run.status),
  )
  const sum = (counted: typeof rows) => counted.reduce((all, row) => all + row.count, 0)
  return {
    total: sum(rows),
    ended: sum(rows.filter(({ status }) => isTerminal(status))),
    failed: sum(rows.filter(({ status }) => status === 'failed')),
  }
}
