import { expect, it } from 'vitest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import type { CanvasNode } from '../canvas/flow-node'
import { stateOf } from '../draft/graph-store'
import { dropEdits } from './drop'

const node = (id: string, parentId?: string): Node => ({
  id,
  key: id,
  type: 'x',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x: 0, y: 0 },
  ...(parentId && { parentId }),
  disabled: false,
  onError: 'fail',
})
const graph = stateOf({
  ...emptyGraph(),
  nodes: [node('loop'), node('in', 'loop'), node('out')],
  edges: [{ id: 'line', source: 'loop', sourcePort: 'out', target: 'out' }],
})
const card = (id: string, x: number, y: number, parentId?: string): CanvasNode => ({
  id,
  type: 'card',
  position: { x, y },
  parentId,
  data: { source: node(id) },
})
const loop = { x: 1000, y: 0, width: 400, height: 300 }
const drop = (dropped: CanvasNode, at: { x: number; y: number }) =>
  dropEdits(
    [dropped],
    new Map([
      ['loop', loop],
      [dropped.id, { ...at, width: 232, height: 100 }],
    ]),
    new Set(['loop']),
    graph,
  )

it('moves what stays where it belongs', () => {
  expect(drop(card('out', 10.4, 20), { x: 10.4, y: 20 })).toEqual([
    { type: 'node.move', moves: [{ id: 'out', position: { x: 10, y: 20 } }] },
  ])
})

it('takes into a loop what is let go in it, without the lines that would cross its border', () => {
  expect(drop(card('out', 1050, 120), { x: 1050, y: 120 })).toEqual([
    { type: 'node.patch', id: 'out', patch: { parentId: 'loop', position: { x: 50, y: 120 } } },
    { type: 'edge.disconnect', ids: ['line'] },
  ])
})

it('lets out what is dragged out', () => {
  expect(drop(card('in', -700, 50, 'loop'), { x: 300, y: 50 })[0]).toEqual({
    type: 'node.patch',
    id: 'in',
    patch: { parentId: null, position: { x: 300, y: 50 } },
  })
})
