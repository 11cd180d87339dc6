import type { Kind } from '../expressions/value'

/** Kinds of values that are not empty. */
export type Filled = Exclude<Kind, 'nothing'>

/**
 * What is known of a value before a run. Whatever is not known passes every check: an alarm that proves false costs
 * more trust than a mistake that only the run finds.
 */
export type Type = {
  /** What it can be when it is not empty; null when nobody knows. */
  kinds: ReadonlySet<Filled> | null
  /** It can be null. */
  maybeEmpty: boolean
  /** It can be an optional without a value, as `a.?b` gives. */
  maybeAbsent: boolean
  /** Of an object. */
  fields: ReadonlyMap<string, FieldOfType>
  /** An object has no fields besides. */
  closed: boolean
  /** What fields are that are not named, and entries of a list; left out when nobody knows. */
  rest?: Type
  entry?: Type
  /** Read off data that was seen: data to come may be different. */
  isLearned: boolean
}

/** `isSure`: it is always there. */
export type FieldOfType = { type: Type; isSure: boolean }

const NO_FIELDS: ReadonlyMap<string, FieldOfType> = new Map()

export const UNKNOWN: Type = {
  kinds: null,
  maybeEmpty: false,
  maybeAbsent: false,
  fields: NO_FIELDS,
  closed: false,
  isLearned: false,
}

export function plainType(...kinds: Filled[]): Type {
  return { ...UNKNOWN, kinds: new Set(kinds) }
}

export const TEXT = plainType('text')
export const NUMBER = plainType('number')
export const YES_NO = plainType('yes/no')
export const LIST = plainType('list')
export const OBJECT = plainType('object')
export const EMPTY: Type = { ...plainType(), maybeEmpty: true }

export function listOf(entry: Type): Type {
  return entry === UNKNOWN ? LIST : { ...LIST, entry, isLearned: entry.isLearned }
}

export function objectOf(fields: Iterable<readonly [string, FieldOfType]>, closed: boolean): Type {
  return { ...OBJECT, fields: new Map(fields), closed }
}

export function filled(type: Type): Type {
  return type.maybeEmpty || type.maybeAbsent ? { ...type, maybeEmpty: false, maybeAbsent: false } : type
}

export function present(type: Type): Type {
  return type.maybeAbsent ? { ...type, maybeAbsent: false } : type
}

export function optional(type: Type): Type {
  return type.maybeAbsent ? type : { ...type, maybeAbsent: true }
}

/** Could be this kind, for all that is known. */
export function canBe(type: Type, kind: Filled): boolean {
  return type.kinds === null || type.kinds.has(kind)
}

/** Surely none of these kinds, and not just empty. */
export function isNoneOf(type: Type, kinds: readonly Filled[]): boolean {
  return type.kinds !== null && type.kinds.size > 0 && !kinds.some((kind) => type.kinds?.has(kind))
}

/** Surely neither a file nor a list of them. Of a record that was only seen, its fields have to show it. */
export function isNoFile({ kinds, fields, closed, isLearned, entry }: Type): boolean {
  if (kinds === null || kinds.size === 0) return false
  if (kinds.has('list') && (entry === undefined || !isNoFile(entry))) return false
  const isPlainRecord = !fields.has('$file') && (closed || (isLearned && fields.size > 0))
  return !kinds.has('object') || isPlainRecord
}

/** What a value is that can be either. */
export function union(a: Type, b: Type): Type {
  if (a === b) return a
  const [recordA, recordB] = [canBe(a, 'object'), canBe(b, 'object')]
  const entry = eitherPart(a, b, 'list', 'entry')
  const rest = eitherPart(a, b, 'object', 'rest')
  return {
    kinds: a.kinds && b.kinds && new Set([...a.kinds, ...b.kinds]),
    maybeEmpty: a.maybeEmpty || b.maybeEmpty,
    maybeAbsent: a.maybeAbsent || b.maybeAbsent,
    fields: recordA && recordB ? eitherFields(a, b) : recordA ? a.fields : b.fields,
    closed: recordA && recordB ? a.closed && b.closed : recordA ? a.closed : b.closed,
    ...(rest && { rest }),
    ...(entry && { entry }),
    isLearned: a.isLearned || b.isLearned,
  }
}

function eitherPart(a: Type, b: Type, kind: Filled, part: 'rest' | 'entry'): Type | undefined {
  const [inA, inB] = [a[part], b[part]]
  if (!canBe(a, kind)) return inB
  if (!canBe(b, kind)) return inA
  return inA && inB && union(inA, inB)
}

function eitherFields(a: Type, b: Type): ReadonlyMap<string, FieldOfType> {
  const names = new Set([...a.fields.keys(), ...b.fields.keys()])
  return new Map(
    [...names].map((name) => {
      const [inA, inB] = [a.fields.get(name), b.fields.get(name)]
      const types = [inA, inB].flatMap((field) => field?.type ?? [])
      const other = inA ? b : a
      const type = types.length === 1 && !other.closed && !other.isLearned ? UNKNOWN : types.reduce(union)
      return [name, { type, isSure: (inA?.isSure && inB?.isSure) ?? false }]
    }),
  )
}
