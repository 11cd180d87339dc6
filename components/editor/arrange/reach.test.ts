import { expect, test } from 'vitest'
import { draw } from '@/flow/engine/testing/drawn'
import { reach } from './reach'

const { graph } = draw('t → a → b → d, a → c → d, d → e')
const from = (ids: string[], back = false) => reach(ids, graph.edges, back).sort().join(' ')

test('all that follows, by every way, once', () => {
  expect(from(['a'])).toBe('a b c d e')
  expect(from(['b', 'c'])).toBe('b c d e')
  expect(from(['e'])).toBe('e')
})

test('all that leads there', () => {
  expect(from(['d'], true)).toBe('a b c d t')
})

test('a circle that somebody is still drawing ends', () => {
  const circle = [...graph.edges, { id: 'back', source: 'e', sourcePort: 'out', target: 'a' }]
  expect(reach(['b'], circle, false).sort().join(' ')).toBe('a b c d e')
})
