import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { misfitsOf } from '@/flow/checks/misfits'
import { NodeError } from '@/flow/define/node-error'
import type { StepError } from '@/flow/engine/events'
import { ExpressionError } from '@/flow/expressions/expression-error'
import type { Retry } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { StoreAway } from '@/server/blobs/store-away'
import { log } from '@/server/log'

const LARGEST_DETAIL = 16_000

/** An error as the journal keeps it, in words for the person who looks at the run. */
export function stepErrorOf(error: unknown): StepError {
  if (error instanceof NodeError) {
    const { code, message, hint, detail } = error
    const small = detail !== undefined && JSON.stringify(detail).length <= LARGEST_DETAIL
    return { code, message, ...(hint === undefined ? {} : { hint }), ...(small ? { detail } : {}) }
  }
  if (error instanceof ExpressionError) {
    const { code, message, hint, path } = error
    return { code: `expression_${code}`, message, ...(hint === undefined ? {} : { hint }), ...(path === undefined ? {} : { path }) }
  }
  if (error instanceof StoreAway) {
    return {
      code: 'store_away',
      message: 'KAOS can’t keep or read files just now.',
      hint: 'Its disk may be full. Tell whoever runs KAOS: once that is mended, it goes on by itself.',
    }
  }
  log.error({ err: error }, 'A node failed in a way it does not declare')
  return {
    code: 'internal',
    message: 'This step broke inside. That is a fault of KAOS or of the connector, not of your flow.',
    hint: 'Run it again. If it fails once more, tell whoever runs KAOS when it was: the log says what broke.',
  }
}

/** In the words the form has for it, as far as the schema tells what is wrong. */
export function invalidInput(values: JsonObject, schema: JsonObject, issues: readonly z.core.$ZodIssue[]): StepError {
  const [issue] = issues
  const path = issue?.path.map(String).join('.') ?? ''
  const misfit = misfitsOf(values, schema).find(({ field }) => field === path)
  const unread = path ? `The field “${path}” can’t be used: ${issue?.message}.` : `The settings can’t be used: ${issue?.message}.`
  return {
    code: 'invalid_input',
    message: misfit?.message ?? unread,
    hint: 'Open the step and check what the field shows for this run’s data.',
    path,
  }
}

export function expressionFailures(errors: Record<string, ExpressionError>): StepError {
  const [[field, error] = []] = Object.entries(errors)
  const failure = stepErrorOf(error)
  return field === undefined ? failure : { ...failure, path: failure.path ?? field }
}

/** However long a service or a growing wait asks for, it is tried again within a day. */
const LONGEST_WAIT_MS = 86_400_000
/** By how much a wait is drawn out at most, so that runs which failed together do not come back together. */
const SPREAD = 0.25

/**
 * When to try again, in ms from now; null when not. Never sooner than the step or the service says. `seed` names run and step:
 * the same attempt of the same step always waits as long.
 */
export function retryDelay(error: unknown, attempt: number, retry: Retry | undefined, seed: string): number | null {
  if (!retry || !(error instanceof NodeError) || !error.retry || attempt >= retry.attempts) return null
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(error.retryAfterMs ?? 0, retry.delayMs * retry.factor ** (attempt - 1)))
  return Math.round(wait * (1 + SPREAD * shareOf(`${seed} ${attempt}`)))
}

/** A number from 0 to 1 that looks random and is always the same for the same text. */
function shareOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32
}
