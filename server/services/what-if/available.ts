import { count, sql } from 'drizzle-orm'
import { z } from 'zod'
import { MOST_PAST_RUNS, PastRunsSchema } from '@/flow/what-if/past-runs'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { pastRunsOf } from './past-runs-of'

export const AvailableRunsInput = PastRunsSchema.omit({ most: true }).extend({ flowId: z.uuid() })

/** How many past runs there are to try a draft on, up to as many as can be. */
export async function availableRuns({ actor }: Call, input: z.input<typeof AvailableRunsInput>): Promise<number> {
  demand(actor, 'run.read')
  const { flowId, ...which } = AvailableRunsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const some = tx
      .select({ one: sql`1`.as('one') })
      .from(run)
      .where(pastRunsOf(actor.workspaceId, flowId, which))
      .limit(MOST_PAST_RUNS)
      .as('some')
    const [row] = await tx.select({ runs: count() }).from(some)
    return row?.runs ?? 0
  })
}
