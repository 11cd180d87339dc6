import { and, asc, count, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { run, version } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { anyFlowOf } from '../flows/flow-of'
import { demand } from '../permissions'

export const WaitingRunsInput = z.strictObject({ flowId: z.uuid() })

/** How many live runs wait on published versions that are not the live one. */
export async function waitingRuns(
  { actor }: Call,
  input: z.input<typeof WaitingRunsInput>,
): Promise<{ versionId: string; number: number; count: number }[]> {
  demand(actor, 'flow.read')
  const { flowId } = WaitingRunsInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const { liveVersionId } = await anyFlowOf(tx, actor, flowId)
    if (!liveVersionId) return []
    const rows = await tx
      .select({ versionId: version.id, number: version.number, count: count() })
      .from(run)
      .innerJoin(version, and(eq(version.workspaceId, run.workspaceId), eq(version.id, run.versionId)))
      .where(
        and(
          eq(run.workspaceId, workspaceId),
          eq(run.flowId, flowId),
          eq(run.status, 'waiting'),
          eq(run.mode, 'live'),
          ne(run.versionId, liveVersionId),
        ),
      )
      .groupBy(version.id, version.number)
      .orderBy(asc(version.number))
    return rows.map(({ number, ...row }) => ({ ...row, number: number ?? 0 }))
  })
}
