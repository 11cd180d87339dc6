import { isJsonObject, type Json, type JsonObject } from '../json'

const TYPES: Record<string, { words: string; holds(value: Json): boolean }> = {
  string: { words: 'text', holds: (value) => typeof value === 'string' },
  number: { words: 'a number', holds: (value) => typeof value === 'number' },
  integer: { words: 'a whole number', holds: (value) => Number.isInteger(value) },
  boolean: { words: 'yes or no', holds: (value) => typeof value === 'boolean' },
  array: { words: 'a list', holds: (value) => Array.isArray(value) },
  object: { words: 'a record of fields', holds: isJsonObject },
  null: { words: 'empty', holds: (value) => value === null },
}

/** JSON Schema's `type`: one name, several, or none, which takes anything. */
export function hasType(value: Json, type: Json | undefined): boolean {
  const names = namesIn(type)
  return names.length === 0 || names.some((name) => TYPES[name]?.holds(value) ?? true)
}

export function typeInWords(type: Json | undefined): string {
  return namesIn(type)
    .map((name) => TYPES[name]?.words ?? name)
    .join(' or ')
}

/** What a value of the right type breaks, as the end of a sentence. */
export function brokenRule(value: Json, schema: JsonObject): string | undefined {
  if (Object.hasOwn(schema, 'const') && value !== schema.const) return `should be ${JSON.stringify(schema.const)}`
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return `should be one of ${optionsIn(schema.enum, schema.options)}`
  if (typeof value === 'number') return outside(value, schema)
  if (typeof value === 'string') return tooLong(value.length, schema.minLength, schema.maxLength, 'characters') ?? unlike(value, schema)
  if (Array.isArray(value)) return tooLong(value.length, schema.minItems, schema.maxItems, 'entries')
  return undefined
}

function outside(value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonObject): string | undefined {
  if (typeof minimum === 'number' && value < minimum) return `should be ${minimum} or more`
  if (typeof maximum === 'number' && value > maximum) return `should be ${maximum} or less`
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return `should be more than ${exclusiveMinimum}`
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return `should be less than ${exclusiveMaximum}`
  return undefined
}

function tooLong(length: number, least: Json | undefined, most: Json | undefined, what: string): string | undefined {
  if (typeof least === 'number' && length < least) return `should have at least ${counted(least)} ${what}`
  if (typeof most === 'number' && length > most) return `should have at most ${counted(most)} ${what}`
  return undefined
}

function counted(count: number): string {
  return count.toLocaleString('en')
}

/** Patterns come from connectors, whose zod schemas they were; they are not a user's. */
function unlike(value: string, { pattern }: JsonObject): string | undefined {
  return typeof pattern === 'string' && !new RegExp(pattern).test(value) ? 'is not in the right form' : undefined
}

function optionsIn(values: Json[], options: Json | undefined): string {
  const labels = isJsonObject(options) ? options : {}
  return values.map((value) => String((typeof value === 'string' && labels[value]) || value)).join(', ')
}

function namesIn(type: Json | undefined): string[] {
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string')
}
