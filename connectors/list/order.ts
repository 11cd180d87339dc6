import { canonical } from '@/flow/expressions/library/canonical'
import type { Json } from '@/flow/json'
import { instantOf, isEmpty, numberOf } from '../logic/reading'

/** Where a value stands among others: read once, compared often. */
export type Place = { rank: number; size: number; text: string }

const EMPTY: Place = { rank: 5, size: 0, text: '' }

/** Numbers (also those written as text), dates, texts, no and yes, records and lists; what is empty comes last. */
export function placeOf(value: Json): Place {
  if (isEmpty(value)) return EMPTY
  const number = numberOf(value)
  if (number !== null) return { rank: 0, size: number, text: '' }
  const instant = instantOf(value)
  if (instant !== null) return { rank: 1, size: instant, text: '' }
  if (typeof value === 'string') return { rank: 2, size: 0, text: value }
  if (typeof value === 'boolean') return { rank: 3, size: Number(value), text: '' }
  return { rank: 4, size: 0, text: canonical(value) }
}

export function comparePlaces(a: Place, b: Place): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if (a.size !== b.size) return a.size < b.size ? -1 : 1
  return a.text === b.text ? 0 : ALPHABET.compare(a.text, b.text)
}

/** Turned around, except that what is empty still comes last. */
export function compareDown(a: Place, b: Place): number {
  return a === EMPTY || b === EMPTY ? comparePlaces(a, b) : comparePlaces(b, a)
}

/** One alphabet for everybody, wherever the worker stands: `Invoice 9` before `Invoice 10`. */
const ALPHABET = new Intl.Collator('en', { numeric: true })
