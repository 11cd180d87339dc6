import type { Plan, PlanNode } from './plan'
import { aroundStep, frameOf, iterationOf, nodeOf, stepIn } from './step'

/**
 * What is done anew when a run goes on from the step `from`: that step itself, if it had finished, and whatever comes after it
 * or after a container around it; of a repeat the passes that follow, of a scope the parts whose turn comes later.
 */
export function stepsAnew(plan: Plan, from: string | null, itself: boolean): (step: string) => boolean {
  if (from === null) return () => false
  const anew = new Set(itself ? [from] : [])
  const after = new Map<string, number>()
  for (const each of [from, ...aroundStep(from)]) {
    const place = iterationOf(frameOf(each))
    const around = place && plan.nodes.get(nodeOf(place.container))
    if (place && around?.container !== 'for-each') after.set(place.container, place.index)
    addFollowing(anew, frameOf(each), plan.nodes.get(nodeOf(each)))
  }
  const isAfter = (step: string) => {
    const place = iterationOf(frameOf(step))
    return place !== null && place.index > (after.get(place.container) ?? Number.POSITIVE_INFINITY)
  }
  return (step) => [step, ...aroundStep(step)].some((each) => anew.has(each) || isAfter(each))
}

function addFollowing(anew: Set<string>, frame: string, node: PlanNode | undefined): void {
  const queue = [node]
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const { target } of next.out) {
      const step = stepIn(frame, target.id)
      if (anew.has(step)) continue
      anew.add(step)
      queue.push(target)
    }
  }
}
