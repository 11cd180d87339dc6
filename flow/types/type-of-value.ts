import type { Json, JsonObject } from '../json'
import { EMPTY, type FieldOfType, LIST, NUMBER, OBJECT, objectOf, TEXT, type Type, UNKNOWN, union, YES_NO } from './type'

/** A look at some of a value says what the rest is like: a 50 MB answer costs no more than its first entries. */
const MAX = { depth: 8, fields: 300, entries: 40 }

/** What a value is, exactly. */
export function typeOfValue(value: Json): Type {
  return read(value, 0, false)
}

const learned = new WeakMap<object, Type>()

/** What values to come may be like, as far as one of them shows. An empty one shows nothing but that. */
export function learnedFrom(value: Json): Type {
  if (typeof value !== 'object' || value === null) return read(value, 0, true)
  const found = learned.get(value)
  if (found) return found
  const type = read(value, 0, true)
  learned.set(value, type)
  return type
}

function read(value: Json, depth: number, isLearned: boolean): Type {
  if (value === null) return isLearned ? { ...UNKNOWN, maybeEmpty: true, isLearned } : EMPTY
  if (typeof value === 'string') return marked(TEXT, isLearned)
  if (typeof value === 'number') return marked(NUMBER, isLearned)
  if (typeof value === 'boolean') return marked(YES_NO, isLearned)
  if (Array.isArray(value)) return listFrom(value, depth, isLearned)
  return depth >= MAX.depth ? marked(OBJECT, isLearned) : recordFrom(value, depth, isLearned)
}

function listFrom(value: readonly Json[], depth: number, isLearned: boolean): Type {
  const all = value.length <= MAX.entries
  if (value.length === 0 || depth >= MAX.depth || (!all && !isLearned)) return marked(LIST, isLearned)
  const entry = value
    .slice(0, MAX.entries)
    .map((each) => read(each, depth + 1, isLearned))
    .reduce(union)
  return { ...marked(LIST, isLearned), entry }
}

function recordFrom(value: JsonObject, depth: number, isLearned: boolean): Type {
  const names = Object.keys(value)
  const fields = names
    .slice(0, MAX.fields)
    .map((name): [string, FieldOfType] => [name, { type: read(value[name] ?? null, depth + 1, isLearned), isSure: true }])
  const all = names.length <= MAX.fields
  // Of what was cut off nothing is known, so nothing is said about the names of its fields either.
  return { ...objectOf(fields, !isLearned && all), isLearned: isLearned && all }
}

function marked(type: Type, isLearned: boolean): Type {
  return isLearned ? { ...type, isLearned } : type
}
