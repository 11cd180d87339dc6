import type { Json } from '@/flow/json'
import { ExpressionError } from './expression-error'

/**
 * What evaluations may spend, counted and not timed, so that the same expression on the same data always ends the same
 * way. A unit is roughly 20 ns: an item looked at, a node evaluated, 16 characters read or made. Whatever does work in
 * proportion to data spends for it, before doing it where the work itself could exhaust memory.
 */
export const MAX_UNITS = 1_000_000
export const MAX_TEXT = 10_000_000
const MAX_RESULT = 2_000_000

export class Budget {
  private left: number

  constructor(units = MAX_UNITS) {
    this.left = units
  }

  spend(units: number): void {
    this.left -= units
    if (!(this.left >= 0)) throw new BudgetError('This expression does too much work for one step.')
  }

  readText(length: number): void {
    this.spend(length >> 4)
  }

  /** Ask before making a text, so that one too long is never made. */
  claimText(length: number): void {
    if (!(length <= MAX_TEXT)) throw new BudgetError('This expression makes a text that is too long.')
    this.spend(1 + (length >> 4))
  }

  claimItems(count: number): void {
    if (!(count <= MAX_UNITS)) throw new BudgetError('This expression makes a list that is too long.')
    this.spend(1 + count)
  }

  /** Listing the keys of an object is far slower than walking a list. */
  walkKeys(count: number): void {
    this.spend(1 + count * 12)
  }

  /** The engine's search takes text × part at worst. */
  search(text: string, part: string): void {
    this.spend(1 + Math.ceil((text.length * part.length) / 256))
  }

  /** Ask before writing a value out: `[x, x, x]` of `[y, y, y]` of … is small in memory and endless as text. */
  measure(value: Json): void {
    this.spend(typeof value === 'string' ? 1 + (value.length >> 4) : 1)
    if (typeof value !== 'object' || value === null) return
    const children = Array.isArray(value) ? value : Object.values(value)
    if (!Array.isArray(value)) this.spend(children.length)
    for (const child of children) this.measure(child)
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

export function refuseHugeResult(value: Json): void {
  try {
    new Budget(MAX_RESULT).measure(value)
  } catch (error) {
    throw error instanceof BudgetError ? new BudgetError('This expression gives a result that is too large.') : error
  }
}
