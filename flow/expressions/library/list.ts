import type { Json } from '@/flow/json'
import { asText } from '../as-text'
import type { Budget } from '../budget'
import { deepEqual } from '../deep-equal'
import { ExpressionError } from '../expression-error'
import { objectFrom } from '../value'
import { functionsOf } from './define'
import { distinct } from './distinct'
import { valueAt } from './path'
import { sorted } from './sorted'

const define = functionsOf('list')

export const listFunctions = [
  define({
    name: 'first',
    params: { list: 'list', otherwise: 'any?' },
    returns: 'any',
    gives: 'entry',
    summary: 'The first entry.',
    examples: [
      { expression: '["a", "b"].first()', result: 'a' },
      { expression: '[].first("none")', result: 'none' },
    ],
    run: ({ list, otherwise }) => entryOf(list[0], otherwise),
  }),
  define({
    name: 'last',
    params: { list: 'list', otherwise: 'any?' },
    returns: 'any',
    gives: 'entry',
    summary: 'The last entry.',
    examples: [{ expression: '["a", "b"].last()', result: 'b' }],
    run: ({ list, otherwise }) => entryOf(list.at(-1), otherwise),
  }),
  define({
    name: 'join',
    params: { list: 'list', separator: 'text?' },
    returns: 'text',
    summary: 'One text out of all entries.',
    examples: [
      { expression: '["red", "green"].join(", ")', result: 'red, green' },
      { expression: '[1, 2, 3].join("-")', result: '1-2-3' },
    ],
    run: ({ list, separator = '' }, budget) => {
      budget.measure(list)
      const texts = list.map(asText)
      budget.claimItems(texts.length)
      budget.claimText(texts.reduce((length, text) => length + text.length + separator.length, 0))
      return texts.join(separator)
    },
  }),
  define({
    name: 'sort',
    params: { list: 'list', order: 'text?' },
    returns: 'list',
    gives: 'same',
    summary: 'In order; "desc" turns it around.',
    examples: [
      { expression: '[3, 1, 2].sort()', result: [1, 2, 3] },
      { expression: '["b", "a"].sort("desc")', result: ['b', 'a'] },
    ],
    run: ({ list, order }, budget) => sorted(list, (entry) => entry, order, budget),
  }),
  define({
    name: 'sortBy',
    params: { list: 'list', field: 'text', order: 'text?' },
    returns: 'list',
    gives: 'same',
    summary: 'In the order of a field of its entries; "desc" turns it around.',
    examples: [{ expression: '[{"n": 2}, {"n": 1}].sortBy("n")', result: [{ n: 1 }, { n: 2 }] }],
    run: ({ list, field, order }, budget) => sorted(list, (entry) => valueAt(entry, field) ?? null, order, budget),
  }),
  define({
    name: 'unique',
    params: { list: 'list', field: 'text?' },
    returns: 'list',
    gives: 'same',
    summary: 'Each entry once, or the first of each value of a field.',
    examples: [
      { expression: '[1, 2, 1].unique()', result: [1, 2] },
      { expression: '[{"k": 1, "v": "a"}, {"k": 1, "v": "b"}].unique("k")', result: [{ k: 1, v: 'a' }] },
    ],
    run: ({ list, field }, budget) => distinct(list, (entry) => (field === undefined ? entry : (valueAt(entry, field) ?? null)), budget),
  }),
  define({
    name: 'flatten',
    params: { list: 'list', depth: 'number?' },
    returns: 'list',
    summary: 'The entries of the lists within it.',
    examples: [{ expression: '[[1, 2], [3]].flatten()', result: [1, 2, 3] }],
    run: ({ list, depth = 1 }, budget) => {
      let flat: Json[] = list
      for (let level = 0; level < depth && flat.some(Array.isArray); level++) {
        budget.claimItems(flat.reduce<number>((count, entry) => count + (Array.isArray(entry) ? entry.length : 1), 0))
        flat = flat.flat()
      }
      return flat
    },
  }),
  define({
    name: 'count',
    params: { list: 'list' },
    returns: 'number',
    summary: 'How many entries it has.',
    examples: [{ expression: '[4, 5, 6].filter(x, x > 4).count()', result: 2 }],
    run: ({ list }) => list.length,
  }),
  define({
    name: 'compact',
    params: { list: 'list' },
    returns: 'list',
    gives: 'same',
    summary: 'Without entries that are empty.',
    examples: [{ expression: '["a", null, "", "b"].compact()', result: ['a', 'b'] }],
    run: ({ list }, budget) => {
      budget.claimItems(list.length)
      return list.filter((entry) => entry !== null && entry !== '')
    },
  }),
  define({
    name: 'pluck',
    params: { list: 'list', field: 'text' },
    returns: 'list',
    summary: 'One field of every entry; empty where an entry has none.',
    examples: [{ expression: '[{"name": "Ada"}, {"name": "Alan"}].pluck("name")', result: ['Ada', 'Alan'] }],
    run: ({ list, field }, budget) => {
      budget.claimItems(list.length)
      return list.map((entry) => valueAt(entry, field) ?? null)
    },
  }),
  define({
    name: 'groupBy',
    params: { list: 'list', field: 'text' },
    returns: 'object',
    summary: 'Lists of the entries that share the value of a field, by that value.',
    examples: [
      {
        expression: '[{"c": "DE", "n": 1}, {"c": "FR", "n": 2}, {"c": "DE", "n": 3}].groupBy("c")',
        result: {
          DE: [
            { c: 'DE', n: 1 },
            { c: 'DE', n: 3 },
          ],
          FR: [{ c: 'FR', n: 2 }],
        },
      },
    ],
    run: ({ list, field }, budget) => {
      budget.claimItems(list.length)
      const groups = new Map<string, Json[]>()
      for (const entry of list) {
        const key = keyText(entry, field, budget)
        const group = groups.get(key)
        if (group) group.push(entry)
        else groups.set(key, [entry])
      }
      return objectFrom(groups)
    },
  }),
  define({
    name: 'keyBy',
    params: { list: 'list', field: 'text' },
    returns: 'object',
    summary: 'Its entries by the value of a field; of several the last.',
    examples: [{ expression: '[{"id": "a", "n": 1}].keyBy("id")', result: { a: { id: 'a', n: 1 } } }],
    run: ({ list, field }, budget) => {
      budget.claimItems(list.length)
      return objectFrom(list.map((entry) => [keyText(entry, field, budget), entry] as const))
    },
  }),
  define({
    name: 'chunk',
    params: { list: 'list', size: 'number' },
    returns: 'list',
    summary: 'Cut into lists of a size.',
    examples: [{ expression: '[1, 2, 3].chunk(2)', result: [[1, 2], [3]] }],
    run: ({ list, size }, budget) => {
      if (!Number.isInteger(size) || size < 1) throw new ExpressionError('failed', 'The size is a whole number from 1.')
      budget.claimItems(list.length)
      return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))
    },
  }),
  define({
    name: 'without',
    params: { list: 'list', other: 'list' },
    returns: 'list',
    gives: 'same',
    summary: 'Without the entries that another list has.',
    examples: [{ expression: '[1, 2, 3].without([2])', result: [1, 3] }],
    run: ({ list, other }, budget) => list.filter((entry) => !other.some((taken) => costlyEqual(entry, taken, budget))),
  }),
  define({
    name: 'common',
    params: { list: 'list', other: 'list' },
    returns: 'list',
    gives: 'same',
    summary: 'The entries that both lists have.',
    examples: [{ expression: '[1, 2, 3].common([3, 2])', result: [2, 3] }],
    run: ({ list, other }, budget) => list.filter((entry) => other.some((same) => costlyEqual(entry, same, budget))),
  }),
]

function entryOf(entry: Json | undefined, otherwise: Json | undefined): Json {
  if (entry !== undefined) return entry
  if (otherwise !== undefined) return otherwise
  throw new ExpressionError('missing', 'The list is empty.', { hint: 'Say what to use then: first("none").' })
}

function costlyEqual(a: Json, b: Json, budget: Budget): boolean {
  budget.spend(1)
  return deepEqual(a, b, budget)
}

function keyText(entry: Json, field: string, budget: Budget): string {
  const key = valueAt(entry, field) ?? null
  budget.measure(key)
  return asText(key)
}
