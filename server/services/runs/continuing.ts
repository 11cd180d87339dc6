import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import { graphFromDoc } from '@/flow/draft/document'
import { type Continuation, continuationOf } from '@/flow/engine/continuation'
import { type Plan, planOf } from '@/flow/engine/plan'
import { isTerminal } from '@/flow/engine/status'
import { nodeOf } from '@/flow/engine/step'
import type { Graph } from '@/flow/graph/graph'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { loadDraft } from '../drafts/load-draft'
import { aroundFlow } from '../flows/around-flow'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { refuseProblems } from '../versions/refuse-problems'
import { versionOf } from '../versions/version-of'
import { EffectsSchema } from './effects'
import { type RunRow, runOf } from './run-of'
import { wholeJournal } from './whole-journal'

export const ContinueRunInput = z.strictObject({
  id: z.uuid(),
  /** From this step on anew; left out: only what had not finished. */
  fromStep: z.string().min(1).max(2_000).optional(),
  /** The version of the run, the draft as it is now, or a published version by its id. */
  on: z.union([z.enum(['same', 'draft']), z.uuid()]).default('same'),
  /** Of a run that is a test. Left out: as the run before was, where that was one. */
  effects: EffectsSchema.unwrap().optional(),
})

export type Continuing = {
  run: RunRow
  graph: Graph
  /** Null: the draft, of which a snapshot is to be kept. */
  versionId: string | null
  mode: 'live' | 'test'
  effectsBlocked: boolean
  untilNodeId: string | null
  plan: Plan
  continuation: Continuation
}

/** How a run would go on from one that ended, looked at before it is done and again when it is. @throws ServiceError */
export async function continuing(tx: Tx, actor: Actor, input: z.input<typeof ContinueRunInput>): Promise<Continuing> {
  const { id, fromStep = null, on, effects } = ContinueRunInput.parse(input)
  const run = await runOf(tx, actor, id)
  await flowOf(tx, actor, run.flowId)
  if (!isTerminal(run.status))
    throw new ServiceError('conflict', 'This run is still going on. Cancel it first, then go on from where it stopped.')
  if (run.detailsRemovedAt)
    throw new ServiceError('conflict', 'What this run did was removed, so nothing can go on from it. Start the flow anew instead.')
  const mode = on === 'draft' ? 'test' : run.mode
  const blocked = effects === undefined ? run.mode === 'live' || run.effectsBlocked : effects === 'blocked'
  const effectsBlocked = mode === 'test' && blocked
  if (mode === 'test') demand(actor, 'run.test')

  const before = await versionOf(tx, actor, run.versionId)
  const untilNodeId = on === 'same' ? run.untilNodeId : null
  const { graph, versionId } = on === 'same' ? { graph: before.graph, versionId: before.id } : await target(tx, actor, run, on)
  const plan = planOf(graph, manifest, untilNodeId ?? undefined)
  const start = plan.nodes.get(run.triggerNodeId)
  if (start?.kind !== 'trigger') throw new ServiceError('invalid', 'That version has no start like the one this run began with.')
  const chosen = fromStep === null ? null : plan.nodes.get(nodeOf(fromStep))
  if (chosen !== null && (!chosen || chosen.kind === 'trigger' || chosen.node.disabled)) {
    throw new ServiceError('invalid', 'The step to go on from is not in that version, or is switched off there.')
  }
  const events = await wholeJournal(tx, actor, run)
  const old = { runId: id, plan: planOf(before.graph, manifest, run.untilNodeId ?? undefined), events }
  return { run, graph, versionId, mode, effectsBlocked, untilNodeId, plan, continuation: continuationOf(old, plan, fromStep, Date.now()) }
}

async function target(tx: Tx, actor: Actor, { flowId }: RunRow, on: string): Promise<{ graph: Graph; versionId: string | null }> {
  if (on !== 'draft') {
    const { graph, id, flowId: its, kind } = await versionOf(tx, actor, on)
    if (its !== flowId || kind !== 'published') throw new ServiceError('invalid', 'Choose a published version of the same flow.')
    return { graph, versionId: id }
  }
  const { doc } = await loadDraft(tx, actor, flowId)
  const graph = graphFromDoc(doc)
  refuseProblems(checkGraph(graph, manifest, await aroundFlow(tx, actor.workspaceId, flowId)), 'test')
  return { graph, versionId: null }
}
