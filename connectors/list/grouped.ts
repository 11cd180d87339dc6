import type { Json, JsonObject } from '@/flow/json'
import { isEmpty, textOf } from '../logic/reading'
import { valueIn } from './fields'
import { keyOf } from './key'

export type Grouped = { name: string; values: JsonObject; items: Json[] }

/** Items with the same values in some fields, in the order in which each group first appears. */
export function grouped(items: readonly Json[], fields: readonly string[], loose: boolean): Grouped[] {
  const groups = new Map<string | null, Grouped>()
  for (const item of items) {
    const values = fields.map((field) => valueIn(item, field))
    const key = keyOf(values, loose)
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { name: nameOf(values), values: recordOf(fields, values), items: [item] })
  }
  return [...groups.values()]
}

function nameOf(values: readonly Json[]): string {
  return values.map((value) => (isEmpty(value) ? 'nothing' : textOf(value))).join(', ')
}

function recordOf(fields: readonly string[], values: readonly Json[]): JsonObject {
  return Object.fromEntries(fields.map((field, at) => [field || 'value', values[at] ?? null]))
}
