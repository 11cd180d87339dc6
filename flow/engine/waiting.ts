import { isHalted } from './failing'
import { isFailed } from './loop'
import type { RunState } from './state'
import { frameOf } from './step'

/** True when nothing can be done before a wait ends or a retry is due. */
export function isWaiting(state: RunState): boolean {
  if (state.status !== 'running' || state.uncollected.size > 0) return false
  for (const step of state.active) if (!rests(state, step)) return false
  return state.active.size > 0 || state.waits.size > 0
}

/** Nothing is to be done about it now: it is tried again later, does not begin any more, or fails once others before it are over. */
function rests(state: RunState, step: string): boolean {
  const [known, loop, frame] = [state.steps.get(step), state.loops.get(step), state.frames.get(frameOf(step))]
  if (known?.status === 'retrying') return true
  const isContainer = loop !== undefined || state.scopes.has(step)
  if (frame && isHalted(frameOf(step), frame.body) && (isContainer || known?.status !== 'running')) return true
  return loop !== undefined && loop.body.failure !== null && !isFailed(state, step, loop)
}
