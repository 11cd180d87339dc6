import { manifest } from '@/connectors/manifest'
import type { Before } from '@/flow/engine/continuation'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { type Given, type Known, onlyStep } from '@/flow/engine/only-step'
import type { Plan, PlanNode } from '@/flow/engine/plan'
import { scopeOf } from '@/flow/engine/scope-of'
import type { RunState } from '@/flow/engine/state'
import { frameOf, iterationOf } from '@/flow/engine/step'
import { resolveParams } from '@/flow/expressions/resolve-params'
import type { Scope } from '@/flow/expressions/scope'
import type { Json } from '@/flow/json'
import type { ClaimedRun } from './claim'

/**
 * What comes before the one step that such a run does: pinned data, else what the run before gave, else the example of its
 * type. Items of a loop are those of that run, else worked out as the loop itself would.
 */
export function beginAlone(run: ClaimedRun, plan: Plan, before: Before | null, about: Scope['run']): RunEvent[] {
  const { fromStep, startedAt, triggerNodeId, input } = run
  if (fromStep === null) return []
  const at = startedAt.getTime()
  const then = before && fold(before.plan, before.events)
  const known: Known = {
    of: (step, node) => given(then, step, node),
    item: (place, node, state, here) => itemThen(then, place, fromStep) ?? itemNow(plan, state, here, node, about),
  }
  const events = onlyStep(plan, { type: 'run.started', at, triggerNodeId, input }, fromStep, known)
  return before ? [{ type: 'run.continued', at, of: before.runId, from: fromStep, keys: {} }, ...events] : events
}

function given(then: RunState | null, step: string, { node }: PlanNode): Given {
  const { sample, samplePort } = node
  if (sample !== undefined) return { output: sample, standIn: 'pin', ...(samplePort === undefined ? {} : { port: samplePort }) }
  const known = then?.steps.get(step)
  if (known?.status === 'completed') {
    const { output, port, standIn } = known
    return { output, port, ...(standIn ? { standIn } : {}) }
  }
  return { output: manifest.nodes[node.type]?.examples[0]?.output ?? null, standIn: 'example' }
}

/** Undefined where that run had no such item. */
function itemThen(then: RunState | null, loop: string, step: string): Json | undefined {
  for (let place = iterationOf(frameOf(step)); place; place = iterationOf(frameOf(place.container))) {
    if (place.container === loop) return then?.loops.get(loop)?.items[place.index]
  }
  return undefined
}

function itemNow(plan: Plan, state: RunState, step: string, { node, container }: PlanNode, about: Scope['run']): Json {
  const scope = scopeOf(plan, state, step, { run: about, vars: state.vars ?? {} })
  const { items, start } = resolveParams(node.params, manifest.nodes[node.type]?.input ?? {}, scope).values
  if (container === 'repeat') return start ?? null
  return Array.isArray(items) ? (items[0] ?? null) : null
}
