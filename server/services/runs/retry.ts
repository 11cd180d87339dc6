import { z } from 'zod'
import { isAlone } from '@/flow/engine/only-step'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { addRun } from '../intake/add-run'
import { tellOfRuns } from '../intake/tell-of-runs'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { runOf } from './run-of'
import { startedAgain } from './started-again'

export const RetryRunInput = z.strictObject({ id: z.uuid() })

/** A new run of the same version with the same input. */
export async function retryRun({ actor }: Call, input: z.input<typeof RetryRunInput>): Promise<{ runId: string }> {
  demand(actor, 'run.start')
  const { id } = RetryRunInput.parse(input)
  const { workspaceId } = actor
  const runId = newId()
  await inWorkspace(workspaceId, async (tx) => {
    const {
      mode,
      effectsBlocked,
      flowId,
      versionId,
      triggerNodeId,
      untilNodeId,
      fromStep,
      continuesRunId,
      input: given,
      detailsRemovedAt,
    } = await runOf(tx, actor, id)
    if (detailsRemovedAt) {
      throw new ServiceError('conflict', 'What this run started with was removed, so it can’t run again. Start the flow anew instead.')
    }
    if (mode === 'test') demand(actor, 'run.test')
    await flowOf(tx, actor, flowId)
    const startedBy = (await startedAgain(tx, actor, [id]))(id)
    const again = { workspaceId, flowId, versionId, mode, effectsBlocked, triggerNodeId, startedBy, input: given }
    // A run of one step is one again.
    const alone = isAlone({ fromStep, untilNodeId }) ? { fromStep: fromStep ?? undefined, continuesRunId: continuesRunId ?? undefined } : {}
    await addRun(tx, runId, { ...again, ...alone, untilNodeId: untilNodeId ?? undefined })
    await record(tx, actor, 'run.retried', { type: 'run', id: runId }, { of: id, flowId })
  })
  tellOfRuns([{ id: runId, workspaceId }])
  return { runId }
}
