import type { Command } from './command'
import { failureOf } from './failure-of'
import type { Plan } from './plan'
import type { RunState } from './state'
import { nodeOf, stepIn } from './step'

const NAMED_AT_MOST = 5

/** The command that ends the run, once nothing more can come of it. */
export function endOf(plan: Plan, state: RunState): Command | null {
  if (state.top.failure) {
    const failure = state.top.busy === 0 && failureOf(plan, state, state.top)
    return failure ? { type: 'run.fail', step: failure.step, error: failure.error } : null
  }
  if (state.frames.get('')?.left === 0) return { type: 'run.succeed' }
  if (state.active.size > 0 || state.uncollected.size > 0 || state.waits.size > 0) return null
  return stall(plan, state)
}

function stall(plan: Plan, state: RunState): Command {
  const steps: string[] = []
  for (const [key, frame] of state.frames) {
    for (const node of frame.plan.nodes) {
      const step = stepIn(key, node.id)
      if (!state.steps.has(step)) steps.push(step)
    }
  }
  const names = [...new Set(steps.map((step) => nameOf(plan, step)))]
  const more = names.length > NAMED_AT_MOST ? ` and ${names.length - NAMED_AT_MOST} more` : ''
  return {
    type: 'run.stall',
    steps,
    error: {
      code: 'stalled',
      message: `The run came to a stop: ${names.slice(0, NAMED_AT_MOST).join(', ')}${more} never became ready.`,
      hint: 'Look for lines that go in a circle, or that come from a step which is not beside this one.',
    },
  }
}

function nameOf(plan: Plan, step: string): string {
  const node = plan.nodes.get(nodeOf(step))?.node
  return node ? node.label || node.key : step
}
