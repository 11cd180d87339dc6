import type { RunState } from './state'

/** The step whose failure ended the run: the innermost that failed for good and led nowhere. */
export function failedStepOf(state: Pick<RunState, 'steps'>): string | undefined {
  let found: string | undefined
  for (const [step, { status, port }] of state.steps) {
    if (status === 'failed' && port === null && (found === undefined || step.startsWith(`${found}:`))) found = step
  }
  return found
}
