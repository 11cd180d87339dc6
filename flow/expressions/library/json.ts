import type { Json } from '@/flow/json'
import type { Budget } from '../budget'
import { ExpressionError } from '../expression-error'
import { kindOf, objectFrom } from '../value'
import { functionsOf } from './define'
import { valueAt } from './path'

const define = functionsOf('json')

export const jsonFunctions = [
  define({
    name: 'toJson',
    params: { value: 'any', indent: 'number?' },
    returns: 'text',
    summary: 'Written as JSON.',
    examples: [{ expression: '{"a": [1, true]}.toJson()', result: '{"a":[1,true]}' }],
    run: ({ value, indent }, budget) => {
      budget.measure(value)
      const text = JSON.stringify(value, null, Math.min(indent ?? 0, 8))
      budget.claimText(text.length)
      return text
    },
  }),
  define({
    name: 'parseJson',
    cost: 20,
    params: { text: 'text' },
    returns: 'any',
    summary: 'Read from JSON.',
    examples: [{ expression: '\'{"total": 12.5}\'.parseJson().total', result: 12.5 }],
    run: ({ text }, budget) => {
      budget.claimText(text.length)
      budget.spend(text.length >> 3)
      try {
        return JSON.parse(text) as Json // what JSON.parse gives is Json
      } catch {
        throw new ExpressionError('failed', `The text is not JSON: ${text.slice(0, 40)}`)
      }
    },
  }),
  define({
    name: 'keys',
    params: { object: 'object' },
    returns: 'list',
    summary: 'The names of its fields.',
    examples: [{ expression: '{"a": 1, "b": 2}.keys()', result: ['a', 'b'] }],
    run: ({ object }, budget) => charged(Object.keys(object), budget),
  }),
  define({
    name: 'values',
    params: { object: 'object' },
    returns: 'list',
    summary: 'The values of its fields.',
    examples: [{ expression: '{"a": 1, "b": 2}.values()', result: [1, 2] }],
    run: ({ object }, budget) => charged(Object.values(object), budget),
  }),
  define({
    name: 'entries',
    params: { object: 'object' },
    returns: 'list',
    summary: 'Its fields as a list of {key, value}.',
    examples: [{ expression: '{"a": 1}.entries()', result: [{ key: 'a', value: 1 }] }],
    run: ({ object }, budget) =>
      charged(
        Object.entries(object).map(([key, value]) => ({ key, value })),
        budget,
      ),
  }),
  define({
    name: 'merge',
    params: { object: 'object', other: 'object' },
    returns: 'object',
    summary: 'The fields of both; the other wins.',
    examples: [{ expression: '{"a": 1, "b": 1}.merge({"b": 2})', result: { a: 1, b: 2 } }],
    run: ({ object, other }, budget) => objectFrom(charged([...Object.entries(object), ...Object.entries(other)], budget)),
  }),
  define({
    name: 'pick',
    params: { object: 'object', fields: 'list' },
    returns: 'object',
    summary: 'Only these fields, as far as it has them.',
    examples: [{ expression: '{"a": 1, "b": 2}.pick(["a", "x"])', result: { a: 1 } }],
    run: ({ object, fields }, budget) => {
      const wanted = new Set(charged(fields, budget))
      return objectFrom(charged(Object.entries(object), budget).filter(([key]) => wanted.has(key)))
    },
  }),
  define({
    name: 'omit',
    params: { object: 'object', fields: 'list' },
    returns: 'object',
    summary: 'Without these fields.',
    examples: [{ expression: '{"a": 1, "b": 2}.omit(["b"])', result: { a: 1 } }],
    run: ({ object, fields }, budget) => {
      const unwanted = new Set(charged(fields, budget))
      return objectFrom(charged(Object.entries(object), budget).filter(([key]) => !unwanted.has(key)))
    },
  }),
  define({
    name: 'get',
    params: { value: 'object or list', path: 'text', otherwise: 'any?' },
    returns: 'any',
    summary: 'What stands at a path, or something else when nothing does.',
    examples: [
      { expression: '{"lines": [{"name": "Pen"}]}.get("lines[0].name")', result: 'Pen' },
      { expression: '{"a": 1}.get("b", 0)', result: 0 },
    ],
    run: ({ value, path, otherwise }) => {
      const found = valueAt(value, path) ?? otherwise
      if (found === undefined)
        throw new ExpressionError('missing', `There is nothing at ${path}.`, { path, hint: 'Say what to use then: get(path, 0).' })
      return found
    },
  }),
  define({
    name: 'hasPath',
    params: { value: 'object or list', path: 'text' },
    returns: 'yes/no',
    summary: 'Whether something stands at a path.',
    examples: [{ expression: '{"a": {"b": null}}.hasPath("a.b")', result: true }],
    run: ({ value, path }) => valueAt(value, path) !== undefined,
  }),
  define({
    name: 'typeOf',
    params: { value: 'any' },
    returns: 'text',
    summary: 'What kind of value it is: text, number, yes/no, list, object or nothing.',
    examples: [{ expression: '"a".typeOf()', result: 'text' }],
    run: ({ value }) => kindOf(value),
  }),
]

function charged<T>(items: T[], budget: Budget): T[] {
  budget.walkKeys(items.length)
  return items
}
