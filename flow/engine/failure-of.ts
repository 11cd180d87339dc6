import type { StepError } from './events'
import { failingFrame } from './failing'
import { CATCH, FINALLY, TRY } from './parts'
import type { Plan, PlanNode } from './plan'
import type { BodyState, Failure, LoopState, RunState, ScopeState } from './state'
import { stepIn } from './step'

/**
 * What a failing body fails with, once nothing in it is under way any more: with the first drawn of all that failed. A loop or a
 * scope beside the one that failed may be failing too, and be kept from saying so; nothing in it goes on, so what failed there
 * counts as if it had. Unless it would be caught there: then it may yet come to nothing.
 */
export function failureOf(plan: Plan, state: RunState, body: BodyState): Failure | null {
  const { failure, failedAt } = body
  if (!failure) return null
  const frame = failingFrame(body, failure)
  const nodes = (frame !== null && state.frames.get(frame)?.plan.nodes) || []
  for (const node of nodes) {
    if (node.slot >= failedAt) break
    const kept = node.container === null ? null : keptFrom(plan, state, node, stepIn(frame ?? '', node.id))
    if (kept) return kept
  }
  return failure
}

/**
 * What the scope fails with as things stand: what its current part failed with or, once it is beyond catching, what came before.
 * What failed first says most, so a failure in the last part doesn't hide it.
 */
export function openFailure(plan: Plan, state: RunState, scope: ScopeState): Failure | null {
  const failure = failureOf(plan, state, scope.body)
  return scope.part === FINALLY ? (scope.failure ?? failure) : failure
}

/** How a loop tells of what failed in it. */
export function errorIn(loopStep: string, { container }: PlanNode, { total }: LoopState, { step, error, index }: Failure): StepError {
  if (step === loopStep && index === undefined) return error
  const at = (index ?? Number.parseInt(step.slice(loopStep.length + 1), 10)) + 1
  return {
    ...error,
    message:
      container === 'repeat'
        ? `Pass ${at.toLocaleString('en')}: ${error.message}`
        : `Item ${at.toLocaleString('en')} of ${total.toLocaleString('en')}: ${error.message}`,
  }
}

/** Of a container that is open and failing: what it would say. */
function keptFrom(plan: Plan, state: RunState, node: PlanNode, step: string): Failure | null {
  if (node.node.onError !== 'fail' || state.steps.get(step)?.status !== 'running') return null
  const loop = state.loops.get(step)
  const inLoop = loop ? failureOf(plan, state, loop.body) : null
  if (loop && inLoop) return { step: inLoop.step, error: errorIn(step, node, loop, inLoop) }
  const scope = state.scopes.get(step)
  if (!scope || (scope.part === TRY && (node.bodies[CATCH]?.nodes.length ?? 0) > 0)) return null
  return openFailure(plan, state, scope)
}
