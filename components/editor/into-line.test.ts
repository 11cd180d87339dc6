import { expect, it } from 'vitest'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { stateOf } from '../draft/graph-store'
import { roomInLine } from './into-line'

const node = (id: string, x: number, y = 0): Node => ({
  id,
  key: id,
  type: 'x',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x, y },
  disabled: false,
  onError: 'fail',
})

/** A card, or something wider, that is let go on the line from `a` to `b`. */
function room(nodes: Node[], at: { x: number; y: number; width?: number }) {
  const graph = stateOf({
    ...emptyGraph(),
    nodes,
    edges: nodes.slice(1).map(({ id }, index) => ({ id: `line${index}`, source: nodes[index]?.id ?? '', sourcePort: 'out', target: id })),
  })
  const boxes = new Map(nodes.map(({ id, position }) => [id, { ...position, width: 232, height: 104 }]))
  const edits = roomInLine('line0', { id: 'loose', width: 232, height: 104, ...at }, { graph, boxes })
  return Object.fromEntries(
    edits.flatMap((edit) => (edit.type === 'node.move' ? edit.moves.map(({ id, position }) => [id, position]) : [])),
  )
}

it('takes the place of the step the line led to, which makes room with what follows', () => {
  expect(room([node('a', 0), node('b', 276), node('c', 552)], { x: 140, y: 20 })).toEqual({
    loose: { x: 276, y: 0 },
    b: { x: 552, y: 0 },
    c: { x: 828, y: 0 },
  })
})

it('makes as much room as something wide needs', () => {
  expect(room([node('a', 0), node('b', 276)], { x: 140, y: 0, width: 500 })).toEqual({ loose: { x: 276, y: 0 }, b: { x: 820, y: 0 } })
})

it('lies in the middle of a long line when it was let go on one of its ends', () => {
  expect(room([node('a', 0), node('b', 800)], { x: 200, y: 0 })).toEqual({ loose: { x: 400, y: 0 } })
})

it('stays where it was let go where it lies clear of both ends, or where the line leads back', () => {
  expect(room([node('a', 0), node('b', 800)], { x: 300, y: 40 })).toEqual({})
  expect(room([node('a', 600), node('b', 0, 300)], { x: 500, y: 40 })).toEqual({})
})
