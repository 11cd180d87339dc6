import { isJsonObject, type Json, type JsonObject } from '../json'

const closedShapes = new WeakMap<JsonObject, JsonObject>()

/** The schema of an output with nothing besides its named fields; a node that gives more says so with `additionalProperties`. */
export function closed(schema: JsonObject): JsonObject {
  const known = closedShapes.get(schema)
  if (known) return known
  const shape = closeAll(schema)
  closedShapes.set(schema, shape)
  return shape
}

function closeAll(schema: JsonObject): JsonObject {
  const parts = Object.entries(schema).map(([word, part]): [string, Json] => {
    if (word === 'properties' && isJsonObject(part)) {
      return [word, Object.fromEntries(Object.entries(part).map(([name, field]) => [name, isJsonObject(field) ? closeAll(field) : field]))]
    }
    return [word, word === 'items' && isJsonObject(part) ? closeAll(part) : part]
  })
  const open = isJsonObject(schema.properties) && schema.additionalProperties === undefined
  return Object.fromEntries(open ? [...parts, ['additionalProperties', false] as const] : parts)
}
