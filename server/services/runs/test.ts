import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import { graphFromDoc } from '@/flow/draft/document'
import type { Graph, Node } from '@/flow/graph/graph'
import type { Problem } from '@/flow/graph/problem'
import { type Json, JsonSchema } from '@/flow/json'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { aroundFlow } from '../flows/around-flow'
import { flowOf } from '../flows/flow-of'
import { addRun } from '../intake/add-run'
import { tellOfRuns } from '../intake/tell-of-runs'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { keepSnapshot } from '../versions/keep-snapshot'
import { refuseProblems } from '../versions/refuse-problems'
import { EffectsSchema } from './effects'
import { leadingTo } from './leading-to'

export const TestRunInput = z.strictObject({
  flowId: z.uuid(),
  /** Left out: the sample of the trigger, or its example. */
  input: JsonSchema.optional(),
  /** Left out: the start by hand, else the first trigger. */
  triggerNodeId: z.string().max(64).optional(),
  /** Stop after this node; only what leads to it runs, and only what leads to it has to be in order. */
  untilNodeId: z.string().max(64).optional(),
  effects: EffectsSchema,
})

/** Runs the draft as it is now. The snapshot is kept, so the run can be read for ever. */
export async function testRun({ actor }: Call, input: z.input<typeof TestRunInput>): Promise<{ runId: string }> {
  demand(actor, 'run.test')
  const { flowId, input: given, triggerNodeId, untilNodeId, effects } = TestRunInput.parse(input)
  const { workspaceId } = actor
  const runId = newId()
  await inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const { doc } = await loadDraft(tx, actor, flowId)
    const graph = graphFromDoc(doc)
    const problems = checkGraph(graph, manifest, await aroundFlow(tx, workspaceId, flowId))
    refuseProblems(untilNodeId === undefined ? problems : problemsLeadingTo(graph, untilNodeId, problems), 'test')
    const trigger = triggerOf(graph, triggerNodeId)
    const versionId = await keepSnapshot(tx, actor, flowId, graph)
    await addRun(tx, runId, {
      workspaceId,
      flowId,
      versionId,
      mode: 'test',
      effectsBlocked: effects === 'blocked',
      triggerNodeId: trigger.id,
      startedBy: { kind: 'member', userId: authorOf(actor) },
      input: given === undefined ? sampleOf(trigger) : given,
      untilNodeId,
    })
    await record(tx, actor, 'run.tested', { type: 'run', id: runId }, { flowId, effects })
  })
  tellOfRuns([{ id: runId, workspaceId }])
  return { runId }
}

function problemsLeadingTo(graph: Graph, untilNodeId: string, problems: readonly Problem[]): Problem[] {
  const needed = leadingTo(graph, untilNodeId)
  return problems.filter(({ nodeId }) => nodeId === undefined || needed.has(nodeId))
}

function triggerOf(graph: Graph, id: string | undefined): Node {
  const triggers = graph.nodes.filter((node) => manifest.nodes[node.type]?.kind === 'trigger' && !node.disabled)
  const byHand = triggers.find((node) => manifest.nodes[node.type]?.source === 'manual')
  const trigger = id === undefined ? (byHand ?? triggers[0]) : triggers.find((node) => node.id === id)
  if (!trigger) throw new ServiceError('invalid', 'Add a start to the flow, then test it.')
  return trigger
}

function sampleOf(trigger: Node): Json {
  return trigger.sample ?? manifest.nodes[trigger.type]?.examples[0]?.output ?? {}
}
