import type { FunctionDoc } from './library/define'

const list = { group: 'list', takes: ['list'], needsMore: true } as const
const any = { takes: ['any'], needsMore: true } as const

/** What macros and the words of optionals do: they are part of the language (macros.ts, calls.ts), so they are told of here. */
export const MACRO_DOCS: readonly FunctionDoc[] = [
  {
    ...list,
    name: 'map',
    signature: 'list.map(x, value made of x) → list',
    summary: 'Something made of every entry. With a condition before it, of those entries only.',
    examples: [
      { expression: '[1, 2].map(x, x * 10)', result: [10, 20] },
      { expression: '[1, 2].map(x, x > 1, x * 10)', result: [20] },
    ],
  },
  {
    ...list,
    name: 'filter',
    signature: 'list.filter(x, condition on x) → list',
    summary: 'The entries for which something holds.',
    examples: [{ expression: '[4, 5, 6].filter(x, x > 4)', result: [5, 6] }],
  },
  {
    ...list,
    name: 'all',
    signature: 'list.all(x, condition on x) → yes/no',
    summary: 'Whether something holds for every entry.',
    examples: [{ expression: '[4, 5].all(x, x > 3)', result: true }],
  },
  {
    ...list,
    name: 'exists',
    signature: 'list.exists(x, condition on x) → yes/no',
    summary: 'Whether something holds for at least one entry.',
    examples: [{ expression: '["DE", "FR"].exists(x, x == "FR")', result: true }],
  },
  {
    ...list,
    name: 'existsOne',
    signature: 'list.existsOne(x, condition on x) → yes/no',
    summary: 'Whether something holds for exactly one entry.',
    examples: [{ expression: '[1, 2, 1].existsOne(x, x == 1)', result: false }],
  },
  {
    ...list,
    name: 'transformList',
    signature: 'list.transformList(i, x, value made of both) → list',
    summary: 'As map(), with the place of each entry, counted from 0, or the name of each field.',
    examples: [{ expression: '["a", "b"].transformList(i, x, x + i)', result: ['a0', 'b1'] }],
  },
  {
    ...list,
    takes: ['list', 'object'],
    name: 'transformMap',
    signature: 'object.transformMap(key, x, value made of both) → object',
    summary: 'A record with something made of every field.',
    examples: [{ expression: '{"net": 1, "tax": 2}.transformMap(k, x, x * 10)', result: { net: 10, tax: 20 } }],
  },
  {
    ...any,
    group: 'json',
    name: 'orValue',
    signature: 'value.orValue(otherwise) → any',
    summary: 'What to use when a value is empty, or missing where it is read with .?',
    examples: [
      { expression: '{"name": null}.name.orValue("nobody")', result: 'nobody' },
      { expression: '{"a": 1}.?b.orValue(0)', result: 0 },
    ],
  },
  {
    group: 'json',
    takes: ['any'],
    needsMore: false,
    name: 'hasValue',
    signature: 'value.hasValue() → yes/no',
    summary: 'Whether a value is there and not empty, where it is read with .?',
    examples: [{ expression: '{"a": 1}.?b.hasValue()', result: false }],
  },
]
