import type { Scope } from '../expressions/scope'
import type { Json } from '../json'
import { TRY } from './parts'
import type { Plan, PlanNode } from './plan'
import type { RunState, StepState } from './state'
import { frameIn, frameOf, iterationOf, nodeOf, stepIn } from './step'

/**
 * What the expressions of a step can see: what ran before it (never what merely happens to be finished, so that
 * a repeat sees the same), the loops around it as `{ item, index }`, the innermost as `item` and `index`, and in a
 * scope what the parts before left.
 * For `params.collect` give the iteration's frame as the step: everything in the iteration is before that.
 */
export function scopeOf(plan: Plan, state: RunState, step: string, run: Pick<Scope, 'run' | 'vars'>): Scope {
  const steps: Record<string, Json> = Object.create(null)
  const scope: Scope = { ...run, steps, trigger: state.input }
  let frame = frameOf(step)
  let node = plan.nodes.get(nodeOf(step))
  addOutputs(state, frame, node ? upstreamOf(node) : (state.frames.get(frame)?.plan.nodes ?? []), steps)

  for (let around = iterationOf(frame); around; around = iterationOf(frame)) {
    const { container, index } = around
    node = plan.nodes.get(nodeOf(container))
    frame = frameOf(container)
    if (!node) break
    if (node.container === 'scope') {
      for (let part = TRY; part < index; part++) addOutputs(state, frameIn(container, part), node.bodies[part]?.nodes ?? [], steps)
    } else {
      const item = state.loops.get(container)?.items[index] ?? null
      if (scope.index === undefined) Object.assign(scope, { item, index })
      steps[node.node.key] = { item, index }
    }
    addOutputs(state, frame, upstreamOf(node), steps)
  }
  return scope
}

function addOutputs(state: RunState, frame: string, nodes: Iterable<PlanNode>, steps: Record<string, Json>): void {
  for (const { id, node } of nodes) {
    const step = state.steps.get(stepIn(frame, id))
    const output = step && outputOf(step)
    if (output !== undefined) steps[node.key] = output
  }
}

/** A step that failed and let the run go on gives `{ error }`; one that was skipped gives nothing, so that using it is an error. */
function outputOf(step: StepState): Json | undefined {
  if (step.status === 'completed') return step.output
  if (step.status !== 'failed' || step.port === null || !step.error) return undefined
  const { code, message } = step.error
  return { error: { code, message } }
}

/** What is long is worked out anew each time: kept for every node of a large flow, it would grow with the square of its size. */
const MOST_KEPT = 500
const kept = new WeakMap<PlanNode, ReadonlySet<PlanNode>>()

function upstreamOf(node: PlanNode): ReadonlySet<PlanNode> {
  const known = kept.get(node)
  if (known) return known
  const upstream = new Set<PlanNode>()
  const queue = [node]
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const { source } of next.in) {
      if (upstream.has(source)) continue
      upstream.add(source)
      queue.push(source)
    }
  }
  if (upstream.size <= MOST_KEPT) kept.set(node, upstream)
  return upstream
}
