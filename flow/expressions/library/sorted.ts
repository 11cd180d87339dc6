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
    return direction * compareKeys(a.key, b.key)
  })
  return keyed.map(({ entry }) => entry)
}

const alphabet = new Intl.Collator('en', { numeric: false })

function compareKeys(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return alphabet.compare(a, b)
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  throw new ExpressionError(
    'type',
    `${phraseOf(a)} and ${phraseOf(b)} have no order.`.replace(/^./, (char) => char.toUpperCase()),
  )
}
