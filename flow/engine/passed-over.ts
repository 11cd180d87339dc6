import type { Plan } from './plan'
import type { RunState } from './state'
import { frameOf, nodeOf } from './step'

/** Why a step that is next is skipped; null when it is to run, or is not next. */
export function passedOver(plan: Plan, state: RunState, step: string): 'dead-path' | 'disabled' | null {
  const node = plan.nodes.get(nodeOf(step))
  const frame = state.frames.get(frameOf(step))
  if (!node || !frame || !state.active.has(step) || state.steps.has(step)) return null
  if (!frame.live[node.slot]) return 'dead-path'
  return node.node.disabled ? 'disabled' : null
}
