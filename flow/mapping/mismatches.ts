import { isJsonObject, type Json, type JsonObject } from '../json'

/** Where a value is not what a schema says, for people: `total: a number is expected, this is text`. */
export type Mismatch = { path: string; message: string }

const MOST = 20
const DEEPEST = 30

const WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a record',
  null: 'nothing',
}

/** The first few; a schema that says nothing is fitted by everything. */
export function mismatches(schema: JsonObject, value: Json): Mismatch[] {
  const found: Mismatch[] = []
  look(schema, value, '', found, 0)
  return found.slice(0, MOST)
}

function look(schema: Json | undefined, value: Json, path: string, found: Mismatch[], depth: number): void {
  if (!isJsonObject(schema) || found.length >= MOST || depth > DEEPEST) return
  const either = Array.isArray(schema.anyOf) ? schema.anyOf : Array.isArray(schema.oneOf) ? schema.oneOf : null
  if (either) {
    const tries = either.map((each) => {
      const inner: Mismatch[] = []
      look(each, value, path, inner, depth + 1)
      return inner
    })
    if (tries.every((inner) => inner.length > 0)) found.push(...(tries.sort((a, b) => a.length - b.length)[0] ?? []))
    return
  }
  const types = typesOf(schema)
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    const expected = types.map((type) => WORDS[type] ?? type).join(' or ')
    found.push({ path, message: `${expected} is expected, this is ${WORDS[kindOf(value)] ?? 'something else'}` })
    return
  }
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) {
    found.push({ path, message: `one of ${schema.enum.map((each) => JSON.stringify(each)).join(', ')} is expected` })
  }
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) look(schema.items, item, `${path}[${at}]`, found, depth + 1)
  } else if (isJsonObject(value)) lookInside(schema, value, path, found, depth)
}

function lookInside(schema: JsonObject, value: JsonObject, path: string, found: Mismatch[], depth: number): void {
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required : []
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  for (const name of required) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) found.push({ path: at(name), message: 'is missing' })
  }
  for (const [name, inner] of Object.entries(value)) {
    if (Object.hasOwn(properties, name)) look(properties[name], inner, at(name), found, depth + 1)
    else look(schema.additionalProperties, inner, at(name), found, depth + 1)
  }
}

function typesOf({ type }: JsonObject): string[] {
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.filter((each) => typeof each === 'string') : []
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function isOf(type: string, value: Json): boolean {
  return kindOf(value) === type || (type === 'integer' && Number.isInteger(value))
}
