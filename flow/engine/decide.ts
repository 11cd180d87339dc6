import type { Command } from './command'
import type { Plan } from './plan'
import type { RunState } from './state'

/** Everything that can be done now and is not in flight (keys by `inFlightKey`), at most `limit` of it. */
export declare function decide(plan: Plan, state: RunState, inFlight?: ReadonlySet<string>, limit?: number): Command[]
