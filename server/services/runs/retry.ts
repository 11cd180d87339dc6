import { z } from 'zod'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { acceptRun } from '../intake/accept-run'
import { demand } from '../permissions'
import { runOf } from './run-of'

export const RetryRunInput = z.strictObject({ id: z.uuid() })

/** A new run of the same version with the same input. */
export async function retryRun({ actor }: Call, input: z.input<typeof RetryRunInput>): Promise<{ runId: string }> {
  demand(actor, 'run.start')
  const { id } = RetryRunInput.parse(input)
  const { workspaceId } = actor
  const runId = newId()
  const before = await inWorkspace(workspaceId, async (tx) => {
    const run = await runOf(tx, actor, id)
    if (run.mode === 'test') demand(actor, 'run.test')
    await flowOf(tx, actor, run.flowId)
    await record(tx, actor, 'run.retried', { type: 'run', id: runId }, { of: id, flowId: run.flowId })
    return run
  })
  const { flowId, versionId, mode, triggerNodeId, untilNodeId } = before
  await acceptRun({
    runId,
    workspaceId,
    flowId,
    versionId,
    mode,
    triggerNodeId,
    startedBy: { kind: 'member', userId: authorOf(actor) },
    input: before.input,
    ...(untilNodeId ? { untilNodeId } : {}),
  })
  return { runId }
}
