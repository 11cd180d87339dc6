import type { RunState } from './state'

/** The step whose failure ended the run: the innermost that failed for good and led nowhere. */
export function failedStepOf({ top }: Pick<RunState, 'top'>): string | undefined {
  return top.failure?.step
}
