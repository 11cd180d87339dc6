import { ownValue } from '../expressions/value'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { EMPTY, type FieldOfType, listOf, NUMBER, OBJECT, objectOf, plainType, TEXT, type Type, UNKNOWN, union, YES_NO } from './type'
import { typeOfValue } from './type-of-value'

/** Of the parts of an output that are what parameters make them. */
export type ByParams = { like(param: string): Type; fieldsFrom(param: string): Type }

const MAX_DEPTH = 12
const known = new WeakMap<JsonObject, Type>()

/** What values are that a schema declares. One without named fields, or that allows for more, may have any besides. */
export function typeOfSchema(schema: JsonObject): Type {
  const found = known.get(schema)
  if (found) return found
  const type = read(schema, schema, 0, null)
  known.set(schema, type)
  return type
}

/** As above, for an output that depends on the parameters of its node. */
export function typeOfOutput(schema: JsonObject, params: ByParams): Type {
  return dependsOnParams(schema) ? read(schema, schema, 0, params) : typeOfSchema(schema)
}

const depends = new WeakMap<JsonObject, boolean>()

export function dependsOnParams(schema: JsonObject): boolean {
  const found = depends.get(schema)
  if (found !== undefined) return found
  const does =
    typeof schema.likeParam === 'string' ||
    typeof schema.fieldsFrom === 'string' ||
    (isJsonObject(schema.items) && dependsOnParams(schema.items)) ||
    (isJsonObject(schema.properties) && Object.values(schema.properties).some((part) => isJsonObject(part) && dependsOnParams(part)))
  depends.set(schema, does)
  return does
}

function read(schema: Json | undefined, root: JsonObject, depth: number, params: ByParams | null): Type {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return UNKNOWN
  if (params && typeof schema.likeParam === 'string') return params.like(schema.likeParam)
  if (params && typeof schema.fieldsFrom === 'string') return params.fieldsFrom(schema.fieldsFrom)
  if (typeof schema.$ref === 'string') return read(target(schema.$ref, root), root, depth + 1, params)
  if (schema.allOf !== undefined) return UNKNOWN
  const ways = schema.anyOf ?? schema.oneOf
  if (Array.isArray(ways)) return ways.length === 0 ? UNKNOWN : ways.map((way) => read(way, root, depth + 1, params)).reduce(union)
  if (Object.hasOwn(schema, 'const')) return typeOfValue(schema.const ?? null)
  if (schema.type === undefined) return Array.isArray(schema.enum) ? schema.enum.map(typeOfValue).reduce(union, plainType()) : UNKNOWN
  const names = Array.isArray(schema.type) ? schema.type : [schema.type]
  return names.map((name) => ofName(name, schema, root, depth, params)).reduce(union)
}

function ofName(name: Json, schema: JsonObject, root: JsonObject, depth: number, params: ByParams | null): Type {
  if (name === 'string') return TEXT
  if (name === 'number' || name === 'integer') return NUMBER
  if (name === 'boolean') return YES_NO
  if (name === 'null') return EMPTY
  if (name === 'array') return listOf(read(schema.items, root, depth + 1, params))
  return name === 'object' ? record(schema, root, depth, params) : UNKNOWN
}

function record(schema: JsonObject, root: JsonObject, depth: number, params: ByParams | null): Type {
  const { properties, additionalProperties: more } = schema
  const rest = isJsonObject(more) && Object.keys(more).length > 0 ? { rest: read(more, root, depth + 1, params) } : {}
  if (!isJsonObject(properties)) return more === false ? objectOf([], true) : { ...OBJECT, ...rest }
  // A schema that names none as required was mostly written without a thought of it.
  const required = Array.isArray(schema.required) ? schema.required : Object.keys(properties)
  const fields = Object.entries(properties).map(([name, field]): [string, FieldOfType] => [
    name,
    { type: read(field, root, depth + 1, params), isSure: required.includes(name) },
  ])
  return { ...objectOf(fields, more === undefined || more === false), ...rest }
}

function target(ref: string, root: JsonObject): Json | undefined {
  if (!ref.startsWith('#')) return undefined
  let found: Json | undefined = root
  for (const part of ref.slice(1).split('/').filter(Boolean)) found = isJsonObject(found) ? ownValue(found, part) : undefined
  return found
}
