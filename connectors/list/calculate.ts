import { NodeError } from '@/flow/define/node-error'
import { total } from '@/flow/expressions/library/total'
import type { Json } from '@/flow/json'
import { isEmpty, numberOf, shown } from '../logic/reading'
import { valueIn } from './fields'
import { keyOf } from './key'
import { comparePlaces, type Place, placesOf } from './order'

export const CALCULATIONS = {
  sum: 'sum',
  average: 'average',
  smallest: 'smallest',
  largest: 'largest',
  count: 'count',
  different: 'different ones',
  all: 'all as a list',
} as const

export type Calculation = keyof typeof CALCULATIONS

export const names = Object.keys(CALCULATIONS) as [Calculation, ...Calculation[]] // Object.keys forgets the key type

/** What is empty is passed over: it is no zero in an average. Nothing to go by has the sum 0 and no average. `zone`: where the flow is. */
export function calculate(items: readonly Json[], field: string, how: Calculation, zone: () => string): Json {
  const values = items.map((item) => valueIn(item, field))
  const filled = values.filter((value) => !isEmpty(value))
  switch (how) {
    case 'sum':
      return finite(total(numbersIn(values, field)), field)
    case 'average':
      return filled.length === 0 ? null : finite(total(numbersIn(values, field)) / filled.length, field)
    case 'smallest':
      return extreme(filled, -1, zone)
    case 'largest':
      return extreme(filled, 1, zone)
    case 'count':
      return filled.length
    case 'different':
      return new Set(filled.map((value) => keyOf([value], false))).size
    case 'all':
      return filled
  }
}

function numbersIn(values: readonly Json[], field: string): number[] {
  return values.flatMap((value, at) => {
    if (isEmpty(value)) return []
    const number = numberOf(value)
    if (number !== null) return [number]
    const where = field.trim() === '' ? `Item ${at + 1}` : `${field.trim()} of item ${at + 1}`
    throw new NodeError('not_a_number', `${where} is ${shown(value)}, which is not a number.`, {
      retry: false,
      hint: 'Filter such items out first, or turn them into numbers like 1249.5.',
    })
  })
}

function extreme(values: readonly Json[], direction: 1 | -1, zone: () => string): Json {
  let best: { at: number; place: Place } | null = null
  for (const [at, place] of placesOf(values, zone).entries()) {
    if (best === null || direction * comparePlaces(place, best.place) > 0) best = { at, place }
  }
  return best === null ? null : (values[best.at] ?? null)
}

function finite(number: number, field: string): number {
  if (Number.isFinite(number)) return number
  throw new NodeError('too_large', `The numbers in ${field.trim() || 'the list'} add up to more than can be calculated with.`, {
    retry: false,
  })
}
