import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import { graphFromDoc } from '@/flow/draft/document'
import { firstStepOf } from '@/flow/engine/only-step'
import { planOf } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import type { Graph, Node } from '@/flow/graph/graph'
import type { Problem } from '@/flow/graph/problem'
import { type Json, JsonSchema } from '@/flow/json'
import { newId } from '../../db/id'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import { authorOf, type Call, notFound } from '../call'
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
import { type RunRow, runOf } from './run-of'

export const TestRunInput = z.strictObject({
  flowId: z.uuid(),
  /** Left out: the sample of the trigger, or its example. */
  input: JsonSchema.optional(),
  /** Left out: the start by hand, else the first trigger. */
  triggerNodeId: z.string().max(64).optional(),
  /** Stop after this node; only what leads to it runs, and only what leads to it has to be in order. */
  untilNodeId: z.string().max(64).optional(),
  /** Do only this step, with what comes before it as it was in the run `asIn`, else as in its samples and examples. */
  onlyStep: z.string().min(1).max(2_000).optional(),
  asIn: z.uuid().optional(),
  effects: EffectsSchema,
})

/** Runs the draft as it is now. The snapshot is kept, so the run can be read for ever. */
export async function testRun({ actor }: Call, input: z.input<typeof TestRunInput>): Promise<{ runId: string }> {
  demand(actor, 'run.test')
  const { flowId, input: given, triggerNodeId, untilNodeId, onlyStep, asIn, effects } = TestRunInput.parse(input)
  const { workspaceId } = actor
  const runId = newId()
  await inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const { doc } = await loadDraft(tx, actor, flowId)
    const graph = graphFromDoc(doc)
    const until = onlyStep === undefined ? untilNodeId : nodeOf(onlyStep)
    const problems = checkGraph(graph, manifest, await aroundFlow(tx, workspaceId, flowId))
    refuseProblems(problemsFor(graph, problems, until, onlyStep !== undefined), 'test')
    const before = asIn === undefined ? null : await endedRunOf(tx, actor, flowId, asIn)
    const trigger = triggerOf(graph, triggerNodeId ?? before?.triggerNodeId, until)
    const versionId = await keepSnapshot(tx, actor, flowId, graph)
    await addRun(tx, runId, {
      workspaceId,
      flowId,
      versionId,
      mode: 'test',
      effectsBlocked: effects === 'blocked',
      triggerNodeId: trigger.id,
      startedBy: { kind: 'member', userId: authorOf(actor) },
      input: given === undefined ? inputFor(trigger, before) : given,
      untilNodeId: until,
      ...(onlyStep === undefined ? {} : { fromStep: placeOf(graph, onlyStep), continuesRunId: before?.id }),
    })
    await record(tx, actor, 'run.tested', { type: 'run', id: runId }, { flowId, effects })
  })
  tellOfRuns([{ id: runId, workspaceId }])
  return { runId }
}

/** Only what is going to run has to be in order. */
function problemsFor(graph: Graph, problems: readonly Problem[], until: string | undefined, only: boolean): readonly Problem[] {
  if (until === undefined) return problems
  if (only) return problems.filter(({ nodeId }) => nodeId === until)
  return problemsLeadingTo(graph, until, problems)
}

/** One that is still going on has nothing to give yet. */
async function endedRunOf(tx: Tx, actor: Actor, flowId: string, id: string): Promise<RunRow | null> {
  const found = await runOf(tx, actor, id)
  if (found.flowId !== flowId) throw notFound('run')
  return found.finishedAt && !found.detailsRemovedAt ? found : null
}

function placeOf(graph: Graph, step: string): string {
  const plan = planOf(graph, manifest, nodeOf(step))
  const kind = plan.nodes.get(nodeOf(step))?.kind
  if (kind !== 'action' && kind !== 'container') throw new ServiceError('invalid', 'Only a step that does something can be run by itself.')
  const first = firstStepOf(plan, nodeOf(step))
  if (first !== null) return step === nodeOf(step) ? first : step
  throw new ServiceError('invalid', 'This step runs only after a failure, so it can’t be run by itself. Run the flow until here instead.')
}

function inputFor(trigger: Node, before: RunRow | null): Json {
  return before?.triggerNodeId === trigger.id ? before.input : sampleOf(trigger)
}

function problemsLeadingTo(graph: Graph, untilNodeId: string, problems: readonly Problem[]): Problem[] {
  const needed = leadingTo(graph, untilNodeId)
  return problems.filter(({ nodeId }) => nodeId === undefined || needed.has(nodeId))
}

/** Where a test stops at a step, one of the starts that lead there. */
function triggerOf(graph: Graph, id: string | undefined, until: string | undefined): Node {
  const all = graph.nodes.filter((node) => manifest.nodes[node.type]?.kind === 'trigger' && !node.disabled)
  const leading = until === undefined ? null : leadingTo(graph, until)
  const triggers = leading && all.some((node) => leading.has(node.id)) ? all.filter((node) => leading.has(node.id)) : all
  const byHand = triggers.find((node) => manifest.nodes[node.type]?.source === 'manual')
  const trigger = id === undefined ? (byHand ?? triggers[0]) : all.find((node) => node.id === id)
  if (!trigger) throw new ServiceError('invalid', 'Add a start to the flow, then test it.')
  return trigger
}

function sampleOf(trigger: Node): Json {
  return trigger.sample ?? manifest.nodes[trigger.type]?.examples[0]?.output ?? {}
}
