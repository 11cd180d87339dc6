import type { Scope } from '../expressions/scope'
import type { Plan } from './plan'
import type { RunState } from './state'

/** What the expressions of a step can see. For `params.collect` give the iteration's frame (`frameIn(step, index)`) as the step. */
export declare function scopeOf(plan: Plan, state: RunState, step: string, run: Pick<Scope, 'run' | 'vars'>): Scope
