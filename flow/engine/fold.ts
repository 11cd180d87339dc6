import type { RunEvent } from './events'
import type { Plan } from './plan'
import type { RunState } from './state'

/** The state after these events, or the given state carried on by them (it is changed in place). */
export function fold(plan: Plan, events: Iterable<RunEvent>, state: RunState = newState(plan)): RunState {
  for (const event of events) applyEvent(plan, state, event)
  return state
}
export declare function applyEvent(plan: Plan, state: RunState, event: RunEvent): void
export declare function newState(plan: Plan): RunState
