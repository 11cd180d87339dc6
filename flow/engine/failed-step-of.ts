import { openFailure } from './scope'
import type { RunState } from './state'

/** The step whose failure ended the run: the innermost that failed for good and led nowhere. */
export function failedStepOf(state: Pick<RunState, 'steps' | 'loops' | 'scopes'>): string | undefined {
  for (const [step, { status, port }] of state.steps) {
    if (status === 'failed' && port === null && !step.includes('/')) return innermost(state, step)
  }
  return undefined
}

function innermost(state: Pick<RunState, 'loops' | 'scopes'>, step: string): string {
  const scope = state.scopes.get(step)
  const failure = scope ? openFailure(scope) : state.loops.get(step)?.body.failure
  return !failure || failure.step === step ? step : innermost(state, failure.step)
}
