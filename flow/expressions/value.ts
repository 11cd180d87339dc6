import { isJsonObject } from '@/flow/is-json-object'
import type { Json, JsonObject } from '@/flow/json'

/** What `a.?b` gives: a value that may be absent, until `orValue` or the end of the expression settles it. */
export class Optional {
  static readonly none = new Optional(undefined)
  readonly value: Json | undefined

  constructor(value: Json | undefined) {
    this.value = value
  }
}

/** Values inside an evaluation. Lists and objects hold Json only; only Json ever leaves. */
export type Value = Json | Optional

export type Kind = 'text' | 'number' | 'yes/no' | 'list' | 'object' | 'nothing'

export function kindOf(value: Value): Kind | 'optional' {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'yes/no'
  if (Array.isArray(value)) return 'list'
  return value instanceof Optional ? 'optional' : 'object'
}

const PHRASES: Record<ReturnType<typeof kindOf>, string> = {
  text: 'text',
  number: 'a number',
  'yes/no': 'yes or no',
  list: 'a list',
  object: 'an object',
  nothing: 'empty',
  optional: 'an optional value',
}

export function phraseOf(value: Value): string {
  return PHRASES[kindOf(value)]
}

export function isObjectValue(value: Value | undefined): value is JsonObject {
  return isJsonObject(value) && !(value instanceof Optional)
}

/** Own properties only: `constructor` and `__proto__` are keys like any other. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** Never assign `object[key] = …` with a key from data: `__proto__` would be a setter. */
export function objectFrom<T>(entries: Iterable<readonly [string, T]>): { [key: string]: T } {
  return Object.fromEntries(entries)
}

/** An absent optional that nobody gave another value is null. */
export function settle(value: Value): Json {
  return value instanceof Optional ? (value.value ?? null) : value
}
