import type { Json } from '@/flow/json'
import { ExpressionError } from './expression-error'

/**
 * What one evaluation may spend, counted and not timed, so that the same expression on the same data always ends the
 * same way. A unit is roughly 20 ns: an item looked at, a node evaluated, 16 characters made.
 */
export const MAX_UNITS = 1_000_000
export const MAX_TEXT = 10_000_000
export const MAX_RESULT = 2_000_000

export class Budget {
  private left = MAX_UNITS

  spend(units: number): void {
    this.left -= units
    if (this.left < 0) throw new BudgetError('This expression does too much work for one step.')
  }

  /** Ask before making a text, so that a text too long is never made. */
  claimText(length: number): void {
    if (!(length <= MAX_TEXT)) throw new BudgetError('This expression makes a text that is too long.')
    this.spend(1 + (length >> 4))
  }

  claimItems(count: number): void {
    if (!(count <= MAX_UNITS)) throw new BudgetError('This expression makes a list that is too long.')
    this.spend(1 + count)
  }
}

/** Unlike other failures, never forgiven by `||`, `&&` or `exists`. */
export class BudgetError extends ExpressionError {
  constructor(message: string) {
    super('failed', message, { hint: 'Work on less data, or split the work over several steps.' })
    this.name = 'BudgetError'
  }

  override at(): ExpressionError {
    return this
  }
}

/** `[x, x, x]` of `[y, y, y]` of …: small in memory, endless when written out. */
export function refuseHugeResult(value: Json): void {
  let size = 0
  const visit = (part: Json): void => {
    size += typeof part === 'string' ? 1 + (part.length >> 4) : 1
    if (size > MAX_RESULT) throw new BudgetError('This expression gives a result that is too large.')
    if (typeof part !== 'object' || part === null) return
    for (const child of Array.isArray(part) ? part : Object.values(part)) visit(child)
  }
  visit(value)
}
