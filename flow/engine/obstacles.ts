import { decide } from './decide'
import type { RunEvent } from './events'
import { fold } from './fold'
import type { Plan } from './plan'
import { standsIn } from './stands-in'
import { isSettled, type RunState } from './state'
import { nodeOf } from './step'

/**
 * Why a run can't go on with another version. `gone`: it waits at a step that is not there; `other-kind`: there is another
 * kind of step in its place; `out-of-reach`: the step is there, but a run that came this way would not be at it.
 */
export type Obstacle = { step: string; reason: 'gone' | 'other-kind' | 'out-of-reach' } | { step: null; reason: 'no-start' | 'stuck' }

/**
 * A run moves when its journal, read with the other version, says the same about everything that finished and everything
 * that goes on. Finished steps that the other version no longer has are not needed there, or it would not have passed its checks.
 */
export function obstaclesTo(before: Plan, plan: Plan, events: readonly RunEvent[]): Obstacle[] {
  const [then, now] = [fold(before, events), fold(plan, events)]
  if (plan.nodes.get(then.triggerNodeId ?? '')?.kind !== 'trigger') return [{ step: null, reason: 'no-start' }]
  const obstacles: Obstacle[] = []
  for (const [step, { status, port }] of then.steps) {
    const [was, is] = [before.nodes.get(nodeOf(step)), plan.nodes.get(nodeOf(step))]
    const open = !isSettled({ status })
    if (!is) {
      if (open) obstacles.push({ step, reason: 'gone' })
    } else if (!standsIn(plan, step)) obstacles.push({ step, reason: 'out-of-reach' })
    else if (was?.node.type !== is.node.type) {
      if (status !== 'skipped') obstacles.push({ step, reason: 'other-kind' })
    } else {
      const here = now.steps.get(step)
      if (here?.status !== status || here.port !== port || !isSameInside(then, now, step)) obstacles.push({ step, reason: 'out-of-reach' })
    }
  }
  if (obstacles.length === 0 && decide(plan, now).some(({ type }) => type === 'run.stall')) return [{ step: null, reason: 'stuck' }]
  return obstacles
}

function isSameInside(then: RunState, now: RunState, step: string): boolean {
  return (
    then.waits.get(step)?.waitId === now.waits.get(step)?.waitId &&
    then.loops.get(step)?.collected === now.loops.get(step)?.collected &&
    then.scopes.get(step)?.part === now.scopes.get(step)?.part
  )
}
