import { expect, it } from 'vitest'
import { NestedTooDeep, parseJson } from './parse-json'

it('refuses nesting deeper than 512', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  expect(JSON.stringify(parseJson(nested(512)))).toBe(nested(512))
  expect(() => parseJson(nested(513))).toThrow('nested more than 512 levels')
  expect(() => parseJson(nested(50_000))).toThrow(SyntaxError)
  expect(() => parseJson('['.repeat(50_000))).toThrow(NestedTooDeep)
})

it('counts no brackets inside text', () => {
  const text = JSON.stringify({ a: `"\\${'['.repeat(600)}`, b: '\\' })
  expect(parseJson(text)).toEqual(JSON.parse(text))
})

it('keeps __proto__ as plain data', () => {
  const value = parseJson('{"__proto__": {"x": 1}}')
  expect(Object.keys(value as object)).toEqual(['__proto__'])
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})
