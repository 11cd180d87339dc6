import type { Json } from '@/flow/json'
import type { Budget } from '../budget'
import { ExpressionError } from '../expression-error'
import { phraseOf } from '../value'

/** Numbers by size, texts by the alphabet; entries without a key come last in either order. */
export function sorted(list: Json[], keyOf: (entry: Json) => Json, order: string | undefined, budget: Budget): Json[] {
  if (order !== undefined && order !== 'asc' && order !== 'desc') throw new ExpressionError('failed', 'The order is "asc" or "desc".')
  budget.claimItems(list.length * 8)
  const direction = order === 'desc' ? -1 : 1
  const keyed = list.map((entry) => ({ entry, key: keyOf(entry) }))
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
    return direction * compareKeys(a.key, b.key, budget)
  })
  return keyed.map(({ entry }) => entry)
}

/** Shorter texts are as good as free. */
const LONG = 500
/** The alphabet takes so many times as long as plain reading. */
const ALPHABET_COST = 8

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let at = 0
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

const alphabet = new Intl.Collator('en', { numeric: false })

function compareKeys(a: Json, b: Json, budget: Budget): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') {
    if (Math.min(a.length, b.length) > LONG) budget.readText(ALPHABET_COST * commonStart(a, b))
    return alphabet.compare(a, b)
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  throw new ExpressionError(
    'type',
    `${phraseOf(a)} and ${phraseOf(b)} have no order.`.replace(/^./, (char) => char.toUpperCase()),
  )
}
