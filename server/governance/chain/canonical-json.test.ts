import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { canonicalJson } from './canonical-json'

it('writes what the standard writes', () => {
  const value: Json = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

it('sorts keys by UTF-16 code units, whatever the language', () => {
  const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 }
  expect(Object.values(JSON.parse(canonicalJson(value).replace(/"1":4,/, '')))).toEqual([2, 6, 7, 1, 5, 3])
  expect(canonicalJson({ 10: 'b', 9: 'a', a: 'c' })).toBe('{"10":"b","9":"a","a":"c"}')
})

it('takes a key named like a part of objects as any other', () => {
  const value: Json = JSON.parse('{"constructor":1,"__proto__":{"x":null}}')
  expect(canonicalJson(value)).toBe('{"__proto__":{"x":null},"constructor":1}')
})

it('depends on the value, not on the order its keys came in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value as Json) // what fast-check calls JsonValue, read-only
      expect(canonicalJson(JSON.parse(text))).toBe(text)
      expect(canonicalJson(reversed(value as Json))).toBe(text)
    }),
  )
})

it.each([
  ['lists', '[', ']'],
  ['records', '{"a":', '}'],
  ['records with numbers', '{"1":[', ']}'],
])('takes %s nested however deep', (_, open, close) => {
  const text = `${open.repeat(50_000)}1${close.repeat(50_000)}`
  expect(canonicalJson(JSON.parse(text)) === text).toBe(true)
})

it('is what the definition says, word for word', () => {
  const keys = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'b', 'a', 'aa', '10', '9', 'toJSON'))
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      fc.string(),
      fc.double(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(keys, tie('tree'), { maxKeys: 30 }),
    ),
  }))
  fc.assert(
    fc.property(tree, (value) => {
      expect(canonicalJson(value as Json)).toBe(defined(value as Json)) // it makes nothing but JSON
    }),
  )
})

function defined(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(defined).join(',')}]`
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${defined(inner)}`).join(',')}}`
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  )
}
