import { z } from 'zod'
import { valueAt } from '@/flow/expressions/library/path'
import { isJsonObject, type Json } from '@/flow/json'
import { Value } from '../value'

export const ItemsField = z.array(Value).max(100_000).meta({ title: 'List', placeholder: 'Pick a list', control: 'json' })

/** The name of a field of each item, `address.city` for one further in. Left empty, it is the item itself. */
export const FieldName = z
  .string()
  .max(500)
  .regex(/^(?!.*\{\{)/)
  .meta({ title: 'Field', placeholder: 'address.city', resolve: 'literal' })

export const FieldList = z.array(z.object({ field: FieldName.default('') })).max(20)

export const LooseField = z.boolean().default(false).meta({
  title: 'Capitals and outer spaces make no difference',
  control: 'switch',
  resolve: 'literal',
  advanced: true,
})

/** Nothing where an item has no such field. A field whose own name has dots in it is found as well. */
export function valueIn(item: Json, field: string): Json {
  const name = field.trim()
  if (name === '') return item
  if (isJsonObject(item) && Object.hasOwn(item, name)) return item[name] ?? null
  return valueAt(item, name) ?? null
}

export function namesOf(fields: readonly { field: string }[]): string[] {
  return fields.map(({ field }) => field.trim())
}
