import { NodeError } from '@/flow/define/node-error'
import type { GraphSettings } from '@/flow/graph/graph'
import { env } from '@/server/env'
import { spanInWords } from './span-in-words'

/** What one run may use up unless its flow says otherwise. Over it the run fails in plain words, before the worker runs out of memory. */
export const USUAL_STEPS = 200_000
export const USUAL_MEGABYTES = 128
/** Things one run does at once. */
export const MAX_IN_FLIGHT = 64
/** Workers a run may bring down, one after another without progress, before it is left alone. */
export const MAX_LOSSES = 4
/** What is under way when a run is cancelled that tidies up has so long to end; then it is cut short. */
export const ENDED_WITHIN_MS = 10_000
/** So long it has to tidy up, counted from when that began. */
export const TIDIED_WITHIN_MS = 60_000
/** How long a step may take unless its node says otherwise. */
export const STEP_TIMEOUT_MS = 120_000

const MEGABYTE = 1_000_000
const SMALLER = 'Work on fewer items in one run, split the flow, or allow more in its settings.'

export type Budget = { steps: number; megabytes: number; timeoutMs: number | undefined }

/** What the flow asks for, as far as the installation grants it. */
export function budgetOf({ maxSteps, maxMegabytes, runTimeoutMs }: GraphSettings): Budget {
  const { RUN_MAX_STEPS, RUN_MAX_MEGABYTES } = env()
  return {
    steps: Math.min(maxSteps ?? USUAL_STEPS, RUN_MAX_STEPS),
    megabytes: Math.min(maxMegabytes ?? USUAL_MEGABYTES, RUN_MAX_MEGABYTES),
    timeoutMs: runTimeoutMs,
  }
}

export function overLimit(used: { steps: number; bytes: number; elapsedMs: number }, budget: Budget): NodeError | null {
  if (used.steps > budget.steps) return exceeded('too_many_steps', `The run took more than ${budget.steps.toLocaleString('en')} steps.`)
  if (used.bytes > budget.megabytes * MEGABYTE)
    return exceeded('too_much_data', `The run produced more than ${budget.megabytes} MB of data.`)
  if (budget.timeoutMs !== undefined && used.elapsedMs > budget.timeoutMs) {
    const hint = 'Look at the step it was at, or allow more time in the settings of the flow.'
    return exceeded('took_too_long', `The run took longer than ${spanInWords(budget.timeoutMs)}, the most its flow allows.`, hint)
  }
  return null
}

function exceeded(code: string, message: string, hint = SMALLER): NodeError {
  return new NodeError(code, message, { retry: false, hint })
}
