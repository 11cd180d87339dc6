import type { Json } from '@/flow/json'
import { ExpressionError } from '../expression-error'
import { kindOf, Optional, phraseOf, type Value } from '../value'
import { type DateValue, readDate, type WrittenDate } from './dates'
import { kindsOf, type LibraryFunction, type ParamKind } from './define'

/** `place(i)` says where argument i is written, for the error. */
type Written = (index: number) => { source: string; position: { start: number; end: number } }

/** Which moment it is where the flow is. */
type Place = (date: WrittenDate) => DateValue

export function bindArguments(fn: LibraryFunction, values: Value[], written: Written, place: Place): Record<string, unknown> {
  const bound: Record<string, unknown> = {}
  let index = 0
  for (const name in fn.params) {
    bound[name] = bindOne(fn, name, values[index], index, written, place)
    index += 1
  }
  return bound
}

function bindOne(fn: LibraryFunction, name: string, value: Value | undefined, index: number, written: Written, place: Place): unknown {
  const type = fn.params[name]
  if (type === undefined || value === undefined) return undefined
  const { kinds, optional } = kindsOf(type)
  const given = value instanceof Optional ? value.value : value
  if (given === undefined || (given === null && !kinds.includes('any'))) {
    if (optional && given === null) return undefined
    const { source, position } = written(index)
    const wanted = kinds.length === 1 ? WANTED[kinds[0] ?? 'any'] : kinds.join(' or ')
    throw new ExpressionError('missing', `${fn.name}() needs ${wanted}, and ${source} is empty.`, {
      path: source,
      position,
      hint: 'Say what to use when it is empty: write .orValue("") behind it.',
    })
  }
  for (const kind of kinds) {
    const bound = accept(kind, given, place)
    if (bound !== undefined) return bound
  }
  const { source, position } = written(index)
  const wanted = kinds.map((kind) => WANTED[kind]).join(' or ')
  throw new ExpressionError('type', `${fn.name}() needs ${wanted}, and ${source} is ${phraseOf(given)}.`, {
    path: source,
    position,
    hint: hintFor(kinds, given),
  })
}

function accept(kind: ParamKind, value: Json, place: Place): unknown {
  if (kind === 'any') return value
  if (kind === 'date') {
    const date = typeof value === 'string' ? readDate(value) : undefined
    return date && place(date)
  }
  return kindOf(value) === kind ? value : undefined
}

const WANTED: Record<ParamKind, string> = {
  text: 'text',
  number: 'a number',
  'yes/no': 'yes or no',
  list: 'a list',
  object: 'an object',
  date: 'a date',
  any: 'a value',
}

function hintFor(kinds: readonly ParamKind[], given: Json): string | undefined {
  if (kinds.includes('date') && typeof given === 'string')
    return 'Dates look like 2026-03-31 or 2026-03-31T09:00:00Z; read others with parseDate(text, "dd.MM.yyyy").'
  if (kinds.includes('number') && typeof given === 'string') return 'Turn text into a number with toNumber().'
  if (kinds.includes('text') && typeof given === 'number') return 'Turn a number into text with toText().'
  if (kinds.includes('text') && Array.isArray(given)) return 'Turn a list into text with join(", ").'
  if (kinds.includes('object') && typeof given === 'string') return 'Read JSON text with parseJson().'
  return undefined
}
