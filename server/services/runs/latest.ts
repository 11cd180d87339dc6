import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { anyFlowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { runsOf } from './runs-of'

export const LatestRunInput = z.strictObject({ flowId: z.uuid() })

/** The newest run of the flow, test or live; null before the first. */
export async function latestRun({ actor }: Call, input: z.input<typeof LatestRunInput>): Promise<string | null> {
  demand(actor, 'run.read')
  const { flowId } = LatestRunInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await anyFlowOf(tx, actor, flowId)
    const [newest] = await tx
      .select({ id: run.id })
      .from(runsOf(tx, flowId))
      .where(and(eq(run.workspaceId, actor.workspaceId), eq(run.flowId, flowId)))
      .orderBy(desc(run.id))
      .limit(1)
    return newest?.id ?? null
  })
}
