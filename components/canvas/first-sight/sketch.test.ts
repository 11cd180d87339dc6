import { expect, it } from 'vitest'
import type { Manifest } from '@/flow/define/manifest'
import { emptyGraph, type Graph, type Node, type Note } from '@/flow/graph/graph'
import { sketchOf } from './sketch'

const MANIFEST = {
  nodes: {
    'logic.if': { kind: 'action', connector: 'logic', ports: { list: [{ id: 'yes' }, { id: 'no' }] } },
    'logic.for-each': { kind: 'container', connector: 'logic', ports: { list: [{ id: 'out' }] } },
  },
  connectors: [{ id: 'logic', tint: 'amber' }],
} as unknown as Manifest // of a manifest, all that a sketch looks at

function node(id: string, x: number, y: number, more: Partial<Node> = {}): Node {
  return { ...NODE, id, key: id, label: id, position: { x, y }, ...more }
}
const NODE = { key: '', type: 'gone.step', typeVersion: 1, params: {}, disabled: false, onError: 'fail' } as const

function graph(parts: Partial<Graph>): Graph {
  return { ...emptyGraph(), ...parts }
}

it('shows nothing of an empty flow', () => {
  expect(sketchOf(graph({}), MANIFEST)).toBeNull()
})

it('puts what a loop holds into it, and makes the loop as large as that, loops in loops too', () => {
  const sketch = sketchOf(
    graph({
      nodes: [
        node('inner', 30, 100, { type: 'logic.for-each', parentId: 'outer' }),
        node('step', 500, 100, { parentId: 'inner' }),
        node('outer', 1_000, 0, { type: 'logic.for-each' }),
      ],
    }),
    MANIFEST,
  )
  expect(sketch?.cards).toMatchObject([
    { id: 'outer', x: 1_000, y: 0, width: 30 + 760 + 28, tint: 'amber', holds: true },
    { id: 'inner', x: 1_030, y: 100, width: 760, holds: true },
    { id: 'step', x: 1_530, y: 200, width: 232, tint: 'grey', holds: false },
  ])
  expect(sketch?.box).toMatchObject({ x: 1_000, y: 0, width: 818 })
})

it('draws lines from the way out they leave by, past what is left of it, and straight from afar', () => {
  const edges = [
    { id: 'a', source: 'if', sourcePort: 'no', target: 'next' },
    { id: 'b', source: 'next', sourcePort: 'out', target: 'if' },
    { id: 'c', source: 'next', sourcePort: 'out', target: 'nowhere' },
  ]
  const nodes = [node('if', 0, 0, { type: 'logic.if' }), node('next', 332, 26)]
  expect(sketchOf(graph({ nodes, edges }), MANIFEST)?.lines).toEqual(['M232 53C282 53 282 53 332 53', 'M564 53h28V40H-28V27H0'])

  const many = Array.from({ length: 200 }, (_, at) => node(`n${at}`, at * 276, 0))
  const far = sketchOf(graph({ nodes: [...nodes, ...many], edges }), MANIFEST)
  expect(far?.far).toBe(true)
  expect(far?.lines).toEqual(['M232 27L332 53', 'M564 53L0 27'])
})

it('leaves room for notes and frames', () => {
  const note: Note = { id: 'note', text: 'Why', position: { x: -300, y: -40 }, size: { width: 200, height: 90 } }
  const sketch = sketchOf(graph({ nodes: [node('a', 0, 0)], notes: [note, { ...note, id: 'frame', frame: true }] }), MANIFEST)
  expect(sketch?.notes).toMatchObject([
    { id: 'note', frame: false },
    { id: 'frame', frame: true },
  ])
  expect(sketch?.box).toEqual({ x: -300, y: -40, width: 532, height: 120 })
})

it('ends where a draft that was merged has steps that hold each other', () => {
  const nodes = [node('a', 0, 0, { parentId: 'b' }), node('b', 0, 0, { parentId: 'a' }), node('c', 10, 0)]
  expect(sketchOf(graph({ nodes }), MANIFEST)?.cards.map(({ id }) => id)).toEqual(['c'])
})
