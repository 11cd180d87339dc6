import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type Json } from '@/flow/json'
import { dateOf, numberOf, shown } from '../logic/reading'

export const TYPES = {
  any: 'anything',
  text: 'text',
  number: 'number',
  boolean: 'yes or no',
  date: 'date',
  list: 'list',
  record: 'record',
} as const

export type Type = keyof typeof TYPES

export const names = Object.keys(TYPES) as [Type, ...Type[]] // Object.keys forgets the key type

const ARTICLES: Record<Exclude<Type, 'any'>, string> = {
  text: 'a text',
  number: 'a number',
  boolean: 'yes or no',
  date: 'a date',
  list: 'a list',
  record: 'a record',
}

/** The value as what it is declared to be, so that code can rely on it; an empty one stays empty. */
export function typed(value: Json, type: Type, name: string): Json {
  if (type === 'any' || value === null) return value
  const read = READ[type](value)
  if (read !== undefined) return read
  throw new NodeError('input_type', `The input “${name}” is to be ${ARTICLES[type]} and is ${shown(value)}.`, {
    retry: false,
    hint: 'Map other data to it, or change its type.',
  })
}

const READ: Record<Exclude<Type, 'any'>, (value: Json) => Json | undefined> = {
  text: (value) => (typeof value === 'string' ? value : typeof value === 'object' ? undefined : String(value)),
  number: (value) => numberOf(value) ?? undefined,
  boolean: (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined),
  date: (value) => (dateOf(value) === null ? undefined : value),
  list: (value) => (Array.isArray(value) ? value : undefined),
  record: (value) => (isJsonObject(value) ? value : undefined),
}
