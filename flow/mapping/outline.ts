import { ownValue } from '@/flow/expressions/value'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { type FieldType, typeOfSample, typeOfSchema } from './field-type'
import { humanLabel } from './human-label'
import { fieldExpression } from './path-expression'
import { preview } from './preview'

/** A field of earlier data that can be picked for a mapping. A list shows the shape of its first entry. */
export type OutlineField = {
  key: string | number
  path: (string | number)[]
  /** What the pick puts into the field: `steps.readInvoice.total`. */
  expression: string
  label: string
  type: FieldType
  /** A short real value, when a sample is there. */
  preview?: string
  children: OutlineField[]
  /** Fields left out because there are too many. */
  more: number
}

export type OutlineSource = {
  /** The expression of the whole value: `steps.readInvoice`, `trigger`, `item`. */
  expression: string
  label: string
  sample?: Json
  schema?: JsonObject
}

const MAX_FIELDS = 1_500
const MAX_CHILDREN = 200
const MAX_DEPTH = 8

/**
 * The typed tree under a step: its schema says what is there, a sample shows it. Bounded in depth and number of
 * fields, so that a 50 MB answer costs no more than its first few hundred fields.
 */
export function outlineOf({ expression, label, sample, schema }: OutlineSource): OutlineField {
  let left = MAX_FIELDS

  const field = (
    place: Omit<OutlineField, 'type' | 'preview' | 'children' | 'more'>,
    value: Json | undefined,
    shape: JsonObject | undefined,
  ): OutlineField => {
    left--
    const type = typeFor(value, shape)
    const { children, more } = type === 'file' || place.path.length >= MAX_DEPTH ? NONE : childrenOf(place, value, shape)
    return { ...place, type, ...(value === undefined ? {} : { preview: preview(value) }), children, more }
  }

  const childrenOf = (place: { path: (string | number)[]; expression: string }, value: Json | undefined, shape: JsonObject | undefined) => {
    const keys = keysOf(value, shape)
    const children: OutlineField[] = []
    for (const key of keys) {
      if (children.length >= MAX_CHILDREN || left <= 0) break
      const childShape = shapeOf(shape, key, schema)
      const title = childShape?.title
      children.push(
        field(
          {
            key,
            path: [...place.path, key],
            expression: fieldExpression(place.expression, key),
            label: typeof title === 'string' ? title : typeof key === 'number' ? 'First entry' : humanLabel(key),
          },
          childOf(value, key),
          childShape,
        ),
      )
    }
    return { children, more: keys.length - children.length }
  }

  return field({ key: expression, path: [], expression, label }, sample, schema && resolved(schema, schema))
}

const NONE: { children: OutlineField[]; more: number } = { children: [], more: 0 }

function typeFor(value: Json | undefined, shape: JsonObject | undefined): FieldType {
  const declared = shape ? typeOfSchema(shape) : 'any'
  if (value === undefined || (value === null && declared !== 'any')) return declared
  return typeOfSample(value)
}

/** What the schema declares first, then what only the sample has. */
function keysOf(value: Json | undefined, shape: JsonObject | undefined): (string | number)[] {
  if (Array.isArray(value) ? value.length > 0 : isJsonObject(shape?.items) && !isJsonObject(value)) return [0]
  const declared = isJsonObject(shape?.properties) ? Object.keys(shape.properties) : []
  const found = isJsonObject(value) ? Object.keys(value) : []
  return declared.length === 0 ? found : [...new Set([...declared, ...found])]
}

function childOf(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof key === 'number') return Array.isArray(value) ? value[key] : undefined
  return isJsonObject(value) ? ownValue(value, key) : undefined
}

function shapeOf(shape: JsonObject | undefined, key: string | number, root: JsonObject | undefined): JsonObject | undefined {
  const declared = typeof key === 'number' ? shape?.items : isJsonObject(shape?.properties) ? ownValue(shape.properties, key) : undefined
  return isJsonObject(declared) && root ? resolved(declared, root) : undefined
}

/** Through `$ref`, and past "or nothing". */
function resolved(schema: JsonObject, root: JsonObject, depth = 0): JsonObject {
  if (depth > 8) return schema
  if (typeof schema.$ref === 'string' && schema.$ref.startsWith('#/')) {
    let target: Json | undefined = root
    for (const part of schema.$ref.slice(2).split('/')) target = isJsonObject(target) ? ownValue(target, part) : undefined
    return isJsonObject(target) ? resolved(target, root, depth + 1) : schema
  }
  const alternatives = (Array.isArray(schema.anyOf) ? schema.anyOf : []).filter(
    (one): one is JsonObject => isJsonObject(one) && one.type !== 'null',
  )
  const [only] = alternatives
  return only && alternatives.length === 1 ? { ...resolved(only, root, depth + 1), ...titleOf(schema) } : schema
}

function titleOf(schema: JsonObject): JsonObject {
  return typeof schema.title === 'string' ? { title: schema.title } : {}
}
