import type { z } from 'zod'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { addRun } from '../intake/add-run'
import { tellOfRuns } from '../intake/tell-of-runs'
import { demand } from '../permissions'
import { keepSnapshot } from '../versions/keep-snapshot'
import { type ContinueRunInput, continuing } from './continuing'
import { startedAgain } from './started-again'

/** A new run that goes on where another ended: what finished there is taken over, from the chosen step on it is done anew. */
export async function continueRun({ actor }: Call, input: z.input<typeof ContinueRunInput>): Promise<{ runId: string }> {
  demand(actor, 'run.start')
  const { workspaceId } = actor
  const runId = newId()
  await inWorkspace(workspaceId, async (tx) => {
    const { run, graph, versionId: known, mode, effectsBlocked, untilNodeId, continuation } = await continuing(tx, actor, input)
    const { id, flowId, triggerNodeId, input: given } = run
    const versionId = known ?? (await keepSnapshot(tx, actor, flowId, graph))
    const startedBy = (await startedAgain(tx, actor, [id]))(id)
    const fromStep = input.fromStep ?? null
    await addRun(tx, runId, {
      ...{ workspaceId, flowId, versionId, mode, effectsBlocked, triggerNodeId, startedBy, input: given },
      untilNodeId: untilNodeId ?? undefined,
      continuesRunId: id,
      fromStep: fromStep ?? undefined,
    })
    const counts = { reused: continuation.reused.length, repeated: continuation.repeated.length }
    await record(tx, actor, 'run.continued', { type: 'run', id: runId }, { of: id, flowId, versionId, fromStep, ...counts })
  })
  tellOfRuns([{ id: runId, workspaceId }])
  return { runId }
}
