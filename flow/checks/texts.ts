import { isShown } from '../define/is-shown'
import { isJsonObject } from '../is-json-object'
import type { Json, JsonObject } from '../json'

/** A text in the parameters that may hold mappings. */
export type FieldText = {
  text: string
  field: string
  /** What the field is called: `Fields 1 ▸ Value`. */
  name: string
  /** What it has to be, as a JSON Schema. */
  schema: JsonObject
  /** It is resolved in each iteration of the loop that has it. */
  inIteration: boolean
}

type Place = Pick<FieldText, 'field' | 'name' | 'inIteration'>

export function textsIn(params: JsonObject, schema: JsonObject): FieldText[] {
  return textsOfFields(params, schema, { field: '', name: '', inIteration: false })
}

function textsOfFields(values: JsonObject, schema: JsonObject, around: Place): FieldText[] {
  const fields = isJsonObject(schema.properties) ? schema.properties : {}
  return Object.entries(values).flatMap(([key, value]) => {
    if (!isShown(key, fields, values)) return []
    const about = Object.hasOwn(fields, key) ? fields[key] : undefined
    const title = isJsonObject(about) && typeof about.title === 'string' ? about.title : key
    const field = around.field === '' ? key : `${around.field}.${key}`
    return textsOf(value, about, { ...around, field, name: around.name === '' ? title : `${around.name} ▸ ${title}` })
  })
}

function textsOf(value: Json, schema: Json | undefined, around: Place): FieldText[] {
  const about = isJsonObject(schema) ? schema : {}
  if (about.resolve === 'literal') return []
  const place = { ...around, inIteration: around.inIteration || about.resolve === 'iteration' }
  if (typeof value === 'string') return value.includes('{{') ? [{ text: value, schema: about, ...place }] : []
  if (Array.isArray(value)) {
    return value.flatMap((item, at) =>
      textsOf(item, about.items, { ...place, field: `${place.field}.${at}`, name: `${place.name} ${at + 1}` }),
    )
  }
  return isJsonObject(value) ? textsOfFields(value, about, place) : []
}
