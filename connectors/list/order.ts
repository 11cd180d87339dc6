import { canonical } from '@/flow/expressions/library/canonical'
import { placed } from '@/flow/expressions/library/zones'
import type { Json } from '@/flow/json'
import { areMixed, dateOf, isEmpty, numberOf } from '../logic/reading'

/** Where a value stands among others: read once, compared often. */
export type Place = { rank: number; size: number; text: string }

const EMPTY: Place = { rank: 5, size: 0, text: '' }

/**
 * Numbers (also those written as text), dates, texts, no and yes, records and lists; what is empty comes last.
 * Among times with an offset, those without one are by the clocks of `zone`.
 */
export function placesOf(values: readonly Json[], zone: () => string): Place[] {
  const dates = values.map(dateOf)
  const clocks = areMixed(dates) ? zone() : null
  return values.map((value, at) => {
    const date = dates[at]
    if (!date) return placeOf(value)
    return { rank: 1, size: clocks === null ? date.ms : placed(date, clocks).ms, text: '' }
  })
}

function placeOf(value: Json): Place {
  if (isEmpty(value)) return EMPTY
  const number = numberOf(value)
  if (number !== null) return { rank: 0, size: number, text: '' }
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
