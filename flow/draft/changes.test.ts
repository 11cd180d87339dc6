import { expect, it } from 'vitest'
import { emptyGraph, type Node } from '../graph/graph'
import { changesBetween, overlaid } from './changes'

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
  changesBetween(...graphs).map(({ kind, label, fields }) =>
    kind === 'changed' ? `changed ${label}: ${fields.map(({ field }) => field).join(', ')}` : `${kind} ${label}`,
  )

it('says what was added, removed and changed', () => {
  const before = graph([node('a'), node('b'), node('c', { params: { x: 1, y: 2 } })], [['a', 'b']])
  const after = graph([node('a'), node('d'), node('c', { params: { x: 1, y: 3 }, disabled: true })], [['a', 'd']])
  expect(words(before, after)).toEqual(['changed A: lines', 'added D', 'changed C: disabled, params.y', 'removed B'])
})

it('goes from left to right, from top to bottom, and through what holds steps before what follows it', () => {
  const drawn = [
    node('end', { position: { x: 900, y: 0 } }),
    node('in', { position: { x: 28, y: 112 }, parentId: 'loop' }),
    node('below', { position: { x: 300, y: 200 } }),
    node('loop', { position: { x: 300, y: 0 } }),
    node('start', { position: { x: 0, y: 50 } }),
  ]
  for (const nodes of [drawn, drawn.toReversed()])
    expect(words(graph([]), graph(nodes))).toEqual(['added START', 'added LOOP', 'added IN', 'added BELOW', 'added END'])
  expect(words(graph(drawn), graph([]))[1]).toBe('removed LOOP')
})

it('gives what was and what is', () => {
  const before = graph([node('a', { params: { x: 1, gone: 'g' } }), node('b'), node('c')], [['a', 'b']])
  const after = graph([node('a', { label: 'New', params: { x: { y: 2 }, fresh: null } }), node('b'), node('c')], [['a', 'c']])
  expect(changesBetween(before, after)[0]?.fields).toEqual([
    { field: 'label', before: 'A', after: 'New' },
    { field: 'params.x', before: 1, after: { y: 2 } },
    { field: 'params.gone', before: 'g' },
    { field: 'params.fresh', after: null },
    { field: 'lines', before: ['B'], after: ['C'] },
  ])
})

it('tells of the settings of the flow', () => {
  const before = graph([node('a')])
  const after = { ...before, settings: { timeZone: 'Europe/Paris', maxSteps: 5 } }
  expect(changesBetween(before, after)).toEqual([
    {
      kind: 'changed',
      nodeId: '',
      label: '',
      type: '',
      fields: [
        { field: 'timeZone', before: 'UTC', after: 'Europe/Paris' },
        { field: 'maxSteps', after: 5 },
      ],
    },
  ])
})

it('does not count where a card stands, nor the order of its settings', () => {
  const before = graph([node('a', { params: { x: 1, y: 2 } })])
  const after = graph([node('a', { params: { y: 2, x: 1 }, position: { x: 9, y: 9 } })])
  expect(words(before, after)).toEqual([])
})

it('is not misled by parameters named like a prototype', () => {
  const params = JSON.parse('{"__proto__": 1, "constructor": 2}')
  expect(changesBetween(graph([node('a')]), graph([node('a', { params })]))[0]?.fields).toEqual([
    { field: 'params.__proto__', after: 1 },
    { field: 'params.constructor', after: 2 },
  ])
})

it('draws what is gone beside what is, also a line that now leads elsewhere', () => {
  const before = graph([node('a'), node('b')], [['a', 'b']])
  const after = graph([node('a'), node('c')], [['a', 'c']])
  const moved = { ...after, edges: [{ id: 'ab', source: 'a', sourcePort: 'out', target: 'c' }] }
  const both = overlaid(before, moved)
  expect(both.nodes.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
  expect(both.edges.map(({ id, target }) => [id, target])).toEqual([
    ['ab', 'c'],
    ['ab-gone', 'b'],
  ])
})
