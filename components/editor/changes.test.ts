import { expect, it } from 'vitest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { changesBetween } from './changes'

const node = (id: string, more: Partial<Node> = {}): Node => ({
  id,
  key: id,
  type: 'data.set',
  typeVersion: 1,
  label: id.toUpperCase(),
  params: {},
  position: { x: 0, y: 0 },
  disabled: false,
  onError: 'fail',
  ...more,
})
const graph = (nodes: Node[], lines: [string, string][] = []) => ({
  ...emptyGraph(),
  nodes,
  edges: lines.map(([source, target]) => ({ id: source + target, source, sourcePort: 'out', target })),
})
const words = (...graphs: Parameters<typeof changesBetween>) =>
  changesBetween(...graphs).map(({ kind, label, what }) => `${kind} ${label} ${what}`.trim())

it('says what was added, removed and changed', () => {
  const before = graph([node('a'), node('b'), node('c', { params: { x: 1, y: 2 } })], [['a', 'b']])
  const after = graph([node('a'), node('d'), node('c', { params: { x: 1, y: 3 }, disabled: true })], [['a', 'd']])
  expect(words(before, after)).toEqual(['changed A lines', 'added D', 'changed C settings, on or off', 'removed B'])
})

it('does not count where a card stands, nor the order of its settings', () => {
  const before = graph([node('a', { params: { x: 1, y: 2 } })])
  const after = graph([node('a', { params: { y: 2, x: 1 }, position: { x: 9, y: 9 } })])
  expect(words(before, after)).toEqual([])
})
