import type { Action } from '@/flow/define/define'
import type { StandIn } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import { idempotencyKey } from './idempotency-key'
import type { Performance } from './perform'
import { definitionFor, InputError } from './resolve-input'

/**
 * `logs`: what the step printed so far. `outside`: whether anything of it may have left, and what of ours is away, so that what came
 * back could not be kept yet. `standIn`: its work is not done, and this says what is given instead.
 */
export type Attempt = {
  on: Performance
  node: PlanNode
  step: string
  attempt: number
  logs: string[]
  outside: { left: boolean; away?: unknown }
  standIn?: StandIn
}

export function attemptAt(on: Performance, step: string, attempt: number): Attempt {
  const node = on.plan.nodes.get(nodeOf(step))
  if (!node) throw new Error(`The plan has no node for step ${step}`)
  return { on, node, step, attempt, logs: [], outside: { left: false } }
}

export function actionOf(node: PlanNode): Action {
  const definition = definitionFor(node)
  if (definition.kind === 'action') return definition
  throw new InputError({ code: 'not_an_action', message: 'This kind of step can only start a flow.', hint: 'Remove the line into it.' })
}

/** Stays the same over runs that go on from one another, until the step is done. */
export function keyOf({ run, journal }: Performance, step: string): string {
  return journal.state.keys.get(step) ?? idempotencyKey(run.id, step)
}
