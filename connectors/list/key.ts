import { canonical } from '@/flow/expressions/library/canonical'
import type { Json } from '@/flow/json'
import { isEmpty, textOf } from '../logic/reading'

/**
 * What makes values the same one: how they are written. So 1000 and `"1000"` are one, `"007"` and `"7"` are two, and so are
 * long numbers that differ in their last digit. Null where every value is empty.
 */
export function keyOf(values: readonly Json[], loose: boolean): string | null {
  return values.every(isEmpty) ? null : JSON.stringify(values.map((value) => mark(value, loose)))
}

function mark(value: Json, loose: boolean): Json {
  if (isEmpty(value)) return null
  if (typeof value === 'object') return [canonical(value)]
  return loose ? textOf(value).trim().toLowerCase() : textOf(value)
}
