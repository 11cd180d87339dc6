import type { Plan } from './plan'
import { frameOf, iterationOf, nodeOf } from './step'

/** Whether the step's node is in this plan, and the containers around it hold it where the step says: the same loop, the same part of a scope. */
export function standsIn(plan: Plan, step: string): boolean {
  const place = iterationOf(frameOf(step))
  const node = plan.nodes.get(nodeOf(step))
  if (!node) return false
  if (!place) return node.body === plan.root
  const around = plan.nodes.get(nodeOf(place.container))
  const body = around?.bodies[around.container === 'scope' ? place.index : 0]
  return node.body === body && standsIn(plan, place.container)
}
