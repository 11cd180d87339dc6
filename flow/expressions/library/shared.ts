import type { Json, JsonObject } from '@/flow/json'
import type { Budget } from '../budget'
import { deepEqual } from '../deep-equal'
import { ExpressionError } from '../expression-error'
import { phraseOf } from '../value'
import { characterIndex, countCharacters, sliceCharacters, unitIndex } from './characters'
import { functionsOf } from './define'

const define = functionsOf('list')

/** What texts and lists have in common. */
export const sharedFunctions = [
  define({
    name: 'size',
    params: { value: 'text, list or object' },
    returns: 'number',
    summary: 'How many characters, entries or fields it has.',
    examples: [
      { expression: '[1, 2, 3].size()', result: 3 },
      { expression: 'size("Zoë")', result: 3 },
    ],
    run: ({ value }, budget) => sizeOf(value, budget),
  }),
  define({
    name: 'length',
    params: { value: 'text, list or object' },
    returns: 'number',
    summary: 'The same as size().',
    examples: [{ expression: '"INV-7".length()', result: 5 }],
    run: ({ value }, budget) => sizeOf(value, budget),
  }),
  define({
    name: 'contains',
    params: { value: 'text or list', part: 'any' },
    returns: 'yes/no',
    summary: 'Whether a text has a part, or a list an entry.',
    examples: [
      { expression: '"Invoice 7".contains("voice")', result: true },
      { expression: '["red", "green"].contains("blue")', result: false },
    ],
    run: ({ value, part }, budget) => {
      if (typeof value === 'string') return value.includes(partOf('contains', value, part, budget))
      budget.claimItems(value.length)
      return value.some((entry) => deepEqual(entry, part, budget))
    },
  }),
  define({
    name: 'indexOf',
    params: { value: 'text or list', part: 'any', from: 'number?' },
    returns: 'number',
    summary: 'Where a part or entry first stands, counted from 0; -1 when it is not there.',
    examples: [
      { expression: '"ada@example.com".indexOf("@")', result: 3 },
      { expression: '["a", "b"].indexOf("c")', result: -1 },
    ],
    run: ({ value, part, from = 0 }, budget) => {
      if (typeof value === 'string')
        return characterIndex(value, value.indexOf(partOf('indexOf', value, part, budget), unitIndex(value, from)))
      budget.claimItems(value.length)
      return value.findIndex((entry, index) => index >= from && deepEqual(entry, part, budget))
    },
  }),
  define({
    name: 'lastIndexOf',
    params: { value: 'text or list', part: 'any', from: 'number?' },
    returns: 'number',
    summary: 'Where a part or entry last stands, counted from 0; -1 when it is not there.',
    examples: [{ expression: '"a/b/c".lastIndexOf("/")', result: 3 }],
    run: ({ value, part, from = Number.POSITIVE_INFINITY }, budget) => {
      if (typeof value === 'string')
        return characterIndex(value, value.lastIndexOf(partOf('lastIndexOf', value, part, budget), unitIndex(value, from)))
      budget.claimItems(value.length)
      return value.findLastIndex((entry, index) => index <= from && deepEqual(entry, part, budget))
    },
  }),
  define({
    name: 'slice',
    params: { value: 'text or list', start: 'number', end: 'number?' },
    returns: 'any',
    gives: 'same',
    summary: 'From one position to before another, as far as there is something; negative counts from the end.',
    examples: [
      { expression: '[1, 2, 3, 4].slice(1, 3)', result: [2, 3] },
      { expression: '"INV-2041".slice(-4)', result: '2041' },
    ],
    run: ({ value, start, end }, budget) => {
      if (typeof value === 'string') return sliceCharacters(value, start, end)
      budget.claimItems(value.length)
      return value.slice(start, end)
    },
  }),
  define({
    name: 'reverse',
    params: { value: 'text or list' },
    returns: 'any',
    gives: 'same',
    summary: 'From back to front.',
    examples: [
      { expression: '[1, 2, 3].reverse()', result: [3, 2, 1] },
      { expression: '"abc".reverse()', result: 'cba' },
    ],
    run: ({ value }, budget) => {
      budget.claimItems(value.length)
      return typeof value === 'string' ? [...value].reverse().join('') : value.toReversed()
    },
  }),
  define({
    name: 'isEmpty',
    params: { value: 'any' },
    returns: 'yes/no',
    summary: 'Whether it is nothing, an empty text, list or object.',
    examples: [
      { expression: '"".isEmpty()', result: true },
      { expression: '[0].isEmpty()', result: false },
    ],
    run: ({ value }, budget) => isEmptyValue(value, budget),
  }),
]

function partOf(name: string, text: string, part: Json, budget: Budget): string {
  if (typeof part === 'string') {
    budget.search(text, part)
    return part
  }
  throw new ExpressionError('type', `${name}() looks for text in a text, and this is ${phraseOf(part)}.`, {
    hint: 'Turn it into text with toText().',
  })
}

function sizeOf(value: string | Json[] | JsonObject, budget: Budget): number {
  if (typeof value === 'string') return countCharacters(value)
  if (Array.isArray(value)) return value.length
  const { length } = Object.keys(value)
  budget.walkKeys(length)
  return length
}

function isEmptyValue(value: Json, budget: Budget): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && sizeOf(value, budget) === 0
}
