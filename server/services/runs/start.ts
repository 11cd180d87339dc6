import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { JsonSchema } from '@/flow/json'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { addRun } from '../intake/add-run'
import { tellOfRuns } from '../intake/tell-of-runs'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { versionOf } from '../versions/version-of'

export const StartRunInput = z.strictObject({ flowId: z.uuid(), input: JsonSchema.optional() })

/** Runs the live version, from its start by hand. */
export async function startRun({ actor }: Call, input: z.input<typeof StartRunInput>): Promise<{ runId: string }> {
  demand(actor, 'run.start')
  const { flowId, input: given } = StartRunInput.parse(input)
  const { workspaceId } = actor
  const runId = newId()
  const startedBy = { kind: 'member', userId: authorOf(actor) } as const
  await inWorkspace(workspaceId, async (tx) => {
    const { liveVersionId: versionId } = await flowOf(tx, actor, flowId)
    if (!versionId) throw new ServiceError('invalid', 'Publish the flow first: there is no version of it to run.')
    const { graph } = await versionOf(tx, actor, versionId)
    const start = graph.nodes.find((node) => manifest.nodes[node.type]?.source === 'manual' && !node.disabled)
    if (!start) throw new ServiceError('invalid', 'The published version has no start by hand. Add one and publish again.')
    await addRun(tx, runId, { workspaceId, flowId, versionId, mode: 'live', triggerNodeId: start.id, startedBy, input: given ?? {} })
    await record(tx, actor, 'run.started', { type: 'run', id: runId }, { flowId, versionId })
  })
  tellOfRuns([{ id: runId, workspaceId }])
  return { runId }
}
