import type { WaitKind } from './events'
import type { RunState } from './state'

/** True when nothing can be done before a wait ends or a retry is due. */
export function isWaiting(state: RunState): boolean {
  if (state.status !== 'running' || state.uncollected.size > 0) return false
  for (const step of state.active) if (state.steps.get(step)?.status !== 'retrying') return false
  return state.active.size > 0 || state.waits.size > 0
}

/** A turn for an account, or a flow that was called: what waits for it waits for no time and nobody, and is worked on. */
export function isWorkInHand(kind: WaitKind): boolean {
  return kind === 'turn' || kind === 'call'
}
