import { NodeError } from '@/flow/define/node-error'

/** What one run may use up. Over it the run fails in plain words, before the worker runs out of memory. */
export const MAX_STEPS = 200_000
export const MAX_BYTES = 128_000_000
/** Things one run does at once. */
export const MAX_IN_FLIGHT = 64
/** Workers a run may bring down, one after another without progress, before it is left alone. */
export const MAX_LOSSES = 3
/** How long a step may take unless its node says otherwise. */
export const STEP_TIMEOUT_MS = 120_000

export function overLimit(used: { steps: number; bytes: number; elapsedMs: number; allowedMs: number | undefined }): NodeError | null {
  if (used.steps > MAX_STEPS) return exceeded('too_many_steps', `The run took more than ${MAX_STEPS.toLocaleString('en')} steps.`)
  if (used.bytes > MAX_BYTES) return exceeded('too_much_data', `The run produced more than ${MAX_BYTES / 1_000_000} MB of data.`)
  if (used.allowedMs !== undefined && used.elapsedMs > used.allowedMs) {
    return exceeded('took_too_long', `The run took longer than the ${Math.round(used.allowedMs / 1000)} seconds its flow allows.`)
  }
  return null
}

function exceeded(code: string, message: string): NodeError {
  return new NodeError(code, message, { retry: false, hint: 'Work on fewer items in one run, or split the flow.' })
}
