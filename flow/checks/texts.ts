import { isShown } from '../define/is-shown'
import { isJsonObject, type Json, type JsonObject } from '../json'

/** A text in the parameters that may hold mappings; `inIteration`: it is resolved in each iteration of the loop that has it. */
export type FieldText = { text: string; field: string; inIteration: boolean }

export function textsIn(params: JsonObject, schema: JsonObject): FieldText[] {
  const fields = isJsonObject(schema.properties) ? schema.properties : {}
  return Object.entries(params).flatMap(([name, value]) =>
    isShown(name, fields, params) ? textsOf(value, Object.hasOwn(fields, name) ? fields[name] : undefined, name, false) : [],
  )
}

function textsOf(value: Json, schema: Json | undefined, field: string, around: boolean): FieldText[] {
  const about = isJsonObject(schema) ? schema : {}
  const inIteration = around || about.resolve === 'iteration'
  if (about.resolve === 'literal') return []
  if (typeof value === 'string') return value.includes('{{') ? [{ text: value, field, inIteration }] : []
  if (Array.isArray(value)) return value.flatMap((item, at) => textsOf(item, about.items, `${field}.${at}`, inIteration))
  if (!isJsonObject(value)) return []
  const fields = isJsonObject(about.properties) ? about.properties : {}
  return Object.entries(value).flatMap(([name, part]) =>
    isShown(name, fields, value)
      ? textsOf(part, Object.hasOwn(fields, name) ? fields[name] : undefined, `${field}.${name}`, inIteration)
      : [],
  )
}
