import type { Json, JsonObject } from '@/flow/json'
import type { Budget } from '../budget'
import type { DateValue } from './dates'

/**
 * One declaration of a function drives its evaluation, the check of its arguments, autocomplete and the docs.
 * The first parameter is what the function is called on: `name.upper()` and `upper(name)` are the same.
 */
type KindValues = {
  text: string
  number: number
  'yes/no': boolean
  list: Json[]
  object: JsonObject
  date: DateValue
  any: Json
}

export type ParamKind = keyof KindValues
type Union = ParamKind | `${ParamKind} or ${ParamKind}` | 'text, list or object'
/** `?` at the end: may be left out. */
export type ParamType = Union | `${Union}?`

type ArgumentOf<T extends string> = T extends `${infer Required}?`
  ? ArgumentOf<Required> | undefined
  : T extends 'text, list or object'
    ? string | Json[] | JsonObject
    : T extends `${infer A} or ${infer B}`
      ? ArgumentOf<A> | ArgumentOf<B>
      : T extends ParamKind
        ? KindValues[T]
        : never

export type Example = { expression: string; result: Json }
export type FunctionGroup = 'text' | 'date' | 'number' | 'list' | 'money' | 'json'
export type ReturnKind = Exclude<ParamKind, 'date'>

type Declaration<Params extends Record<string, ParamType>> = {
  name: string
  params: Params
  returns: ReturnKind
  /** What is known of the result beyond its kind: it is of the type of the first value, an entry of it, or may be empty. */
  gives?: 'same' | 'entry' | 'maybe'
  summary: string
  /** Units a call costs beyond the size of its texts, where it is more than a few. */
  cost?: number
  examples: readonly Example[]
  run(args: { [P in keyof Params]: ArgumentOf<Params[P]> }, budget: Budget): Json
}

export type LibraryFunction = Omit<Declaration<Record<string, ParamType>>, 'run'> & {
  group: FunctionGroup
  run(args: Record<string, unknown>, budget: Budget): Json
}

/** A function as it is shown to people. */
export type FunctionDoc = {
  name: string
  group: FunctionGroup
  /** `text.padStart(length: number, fill?: text) → text` */
  signature: string
  summary: string
  examples: readonly Example[]
  /** Kinds of values it is called on. */
  takes: readonly ParamKind[]
  /** It can't do without more than the value it is called on. */
  needsMore: boolean
}

/** `const define = functionsOf('text')`, then `define({ name: 'upper', … })` for each. */
export function functionsOf(group: FunctionGroup) {
  return <const Params extends Record<string, ParamType>>(declaration: Declaration<Params>): LibraryFunction =>
    ({ ...declaration, group }) as unknown as LibraryFunction // erases Params: bindArguments checks every argument by `params` first
}

type Kinds = { kinds: readonly ParamKind[]; optional: boolean }

/** Asked at every call; there are few types. */
const known = new Map<ParamType, Kinds>()

export function kindsOf(type: ParamType): Kinds {
  const found = known.get(type)
  if (found) return found
  const optional = type.endsWith('?')
  const kinds = (optional ? type.slice(0, -1) : type).split(/, | or /) as ParamKind[] // by construction of ParamType
  known.set(type, { kinds, optional })
  return { kinds, optional }
}
