import { isShown } from '../define/is-shown'
import { hasExpression, parseTemplate, soleExpression } from '../expressions/parse-template'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { brokenRule, hasType, typeInWords } from './broken-rule'

export type Misfit = { code: 'missing-field' | 'invalid-field' | 'wrong-type'; message: string; hint?: string; field: string }

type Place = { field: string; name: string; literal: boolean }

/** Where parameters don't fit their JSON Schema, in words. Knows the keywords that zod's own types become; others pass. */
export function misfitsOf(params: JsonObject, schema: JsonObject): Misfit[] {
  return misfitsOfObject(params, schema, { field: '', name: '', literal: false })
}

function misfitsOfObject(value: JsonObject, schema: JsonObject, place: Place): Misfit[] {
  const fields = isJsonObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(fields).flatMap(([key, field]) => {
    if (!isJsonObject(field) || !isShown(key, fields, value)) return []
    const inside = placeOf(key, field, place)
    const given = Object.hasOwn(value, key) ? value[key] : undefined
    const empty =
      given === undefined ? required.includes(key) && field.default === undefined : isEmpty(given, field, required.includes(key))
    if (empty) return [missing(inside, field)]
    return given === undefined ? [] : misfits(given, field, inside)
  })
}

function misfits(value: Json, schema: JsonObject, place: Place): Misfit[] {
  if (typeof value === 'string' && !place.literal && hasExpression(value)) return misfitsOfMapping(value, schema, place)
  if (schema.files === true && typeof value === 'string' && value !== '') return [noFile(place)]
  const alternatives = schema.anyOf ?? schema.oneOf
  if (Array.isArray(alternatives)) return misfitsOfAny(value, alternatives, place)
  const about = { field: place.field, hint: hintOf(schema) }
  if (!hasType(value, schema.type))
    return [{ code: 'wrong-type', ...about, message: `${place.name} should be ${typeInWords(schema.type)}.` }]
  const rule = brokenRule(value, schema)
  if (rule) return [{ code: 'invalid-field', ...about, message: `${place.name} ${rule}.` }]
  const { items } = schema
  if (Array.isArray(value) && isJsonObject(items)) {
    return value.flatMap((item, at) => misfits(item, items, { ...place, field: `${place.field}.${at}`, name: `${place.name} ${at + 1}` }))
  }
  return isJsonObject(value) ? misfitsOfObject(value, schema, place) : []
}

/** One mapping alone keeps the type of its value; among other text it becomes text. */
function misfitsOfMapping(value: string, schema: JsonObject, place: Place): Misfit[] {
  if (soleExpression(parseTemplate(value))) return []
  if (schema.files === true) return [noFile(place)]
  if (hasType('', schema.type)) return []
  return [
    {
      code: 'wrong-type',
      field: place.field,
      message: `${place.name} should be ${typeInWords(schema.type)}, but text around a mapping makes it text.`,
      hint: 'Leave the mapping alone in the field.',
    },
  ]
}

function misfitsOfAny(value: Json, alternatives: Json[], place: Place): Misfit[] {
  const tried = alternatives.filter(isJsonObject).map((schema) => misfits(value, schema, place))
  if (tried.length === 0 || tried.some((found) => found.length === 0)) return []
  return [{ code: 'invalid-field', field: place.field, message: `${place.name} is not one of the forms it can have.` }]
}

/** What is typed in, or more than a mapping: text, which no file is. */
function noFile({ field, name }: Place): Misfit {
  return { code: 'wrong-type', field, message: `${name} should be a file, and this is text.`, hint: 'Pick one from an earlier step.' }
}

function isEmpty(value: Json, schema: JsonObject, required: boolean): boolean {
  if (value === '') return Number(schema.minLength ?? 0) > 0 || (required && schema.type === undefined)
  if (Array.isArray(value)) return value.length === 0 && Number(schema.minItems ?? 0) > 0
  return value === null && required && !hasType(null, schema.type)
}

function missing({ field, name, literal }: Place, schema: JsonObject): Misfit {
  const hint = literal ? 'Choose one.' : schema.type === 'array' ? 'Add an entry.' : 'Fill it in, or pick data from an earlier step.'
  return { code: 'missing-field', field, message: `${name} is missing.`, hint }
}

function placeOf(key: string, field: JsonObject, around: Place): Place {
  const name = typeof field.title === 'string' ? field.title : key
  return {
    field: around.field === '' ? key : `${around.field}.${key}`,
    name: around.name === '' ? name : `${around.name} ▸ ${name}`,
    literal: around.literal || field.resolve === 'literal',
  }
}

function hintOf({ placeholder }: JsonObject): string | undefined {
  return typeof placeholder === 'string' ? `For example ${placeholder}` : undefined
}
