import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { runOf } from './run-of'
import { runsOf } from './runs-of'

export const LastGoodRunInput = z.strictObject({ id: z.uuid() })

/** So many runs of the flow are looked at: one that has failed for months has no good run to be compared with. */
const LOOKED_AT = 5_000

/** The newest run of the same flow and mode before this one that was done; null when there is none near. */
export async function lastGoodRun({ actor }: Call, input: z.input<typeof LastGoodRunInput>): Promise<string | null> {
  demand(actor, 'run.read')
  const { id } = LastGoodRunInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { flowId, mode } = await runOf(tx, actor, id)
    const before = tx
      .select({ id: run.id, mode: run.mode, status: run.status, detailsRemovedAt: run.detailsRemovedAt })
      .from(runsOf(tx, flowId))
      .where(and(eq(run.workspaceId, actor.workspaceId), eq(run.flowId, flowId), lt(run.id, id)))
      .orderBy(desc(run.id))
      .limit(LOOKED_AT)
      .as('before')
    const [good] = await tx
      .select({ id: before.id, detailsRemovedAt: before.detailsRemovedAt })
      .from(before)
      .where(and(eq(before.status, 'succeeded'), eq(before.mode, mode)))
      .orderBy(desc(before.id))
      .limit(1)
    return good && !good.detailsRemovedAt ? good.id : null
  })
}
