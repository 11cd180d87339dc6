import { expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { textAt, withTextAt } from './text-at'

const rules: Json[] = [{ left: 'a', right: 1 }, { left: 'b' }]

it('finds a text in its place', () => {
  expect(textAt('plain', '')).toBe('plain')
  expect(textAt(rules, '1.left')).toBe('b')
  expect(textAt(rules, '0.right')).toBe(undefined)
  expect(textAt(rules, '7.left')).toBe(undefined)
  expect(textAt({}, '__proto__')).toBe(undefined)
})

it('puts another there and leaves the rest as it is', () => {
  expect(withTextAt('plain', '', 'new')).toBe('new')
  expect(withTextAt(rules, '1.left', 'new')).toEqual([{ left: 'a', right: 1 }, { left: 'new' }])
  expect(withTextAt(rules, '1.gone', 'new')).toEqual(rules)
  expect(withTextAt({ a: { b: 'c' } }, 'a.b', 'd')).toEqual({ a: { b: 'd' } })
})
