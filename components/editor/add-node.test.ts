import { describe, expect, it } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import { emptyGraph } from '@/flow/graph/graph'
import { stateOf } from '../draft/graph-store'
import { type AddRequest, addNode } from './add-node'

const type = (name: string, kind: ManifestNode['kind'] = 'action') =>
  ({ type: name, kind, version: 1, title: 'Read invoice', ports: { list: [{ id: 'out', label: '' }] } }) as unknown as ManifestNode // all that is looked at
const action = type('x.action')

const node = (id: string, x: number, y = 0, parentId?: string): Node => ({
  id,
  key: id,
  type: 'x.action',
  typeVersion: 1,
  label: id,
  params: {},
  position: { x, y },
  ...(parentId && { parentId }),
  disabled: false,
  onError: 'fail',
})

function add(nodes: Node[], lines: [string, string][], request: AddRequest, what = action) {
  const graph = stateOf({
    ...emptyGraph(),
    nodes,
    edges: lines.map(([source, target]) => ({ id: `${source}-${target}`, source, sourcePort: 'out', target })),
  })
  const boxes = new Map(nodes.map((each) => [each.id, { ...each.position, width: 232, height: 104 }]))
  const { id, edits } = addNode(what, request, { graph, boxes, typeOf: () => action })
  const added = edits.find((edit) => edit.type === 'node.add')?.node
  return {
    id,
    edits,
    added,
    moves: edits.flatMap((edit) => (edit.type === 'node.move' ? edit.moves : [])),
    line: edits.find((edit) => edit.type === 'edge.connect')?.edge,
  }
}

describe('addNode', () => {
  it('goes after a step, joined to it, in the same loop', () => {
    const { id, added, line } = add([node('a', 0, 0, 'loop')], [], { kind: 'after', source: 'a', port: 'out' })
    expect(added).toMatchObject({ position: { x: 276, y: 0 }, parentId: 'loop', key: 'readInvoice', label: 'Read invoice' })
    expect(line).toMatchObject({ source: 'a', sourcePort: 'out', target: id })
  })

  it('steps below what is there already', () => {
    const { added } = add([node('a', 0), node('b', 276)], [['a', 'b']], { kind: 'after', source: 'a', port: 'out' })
    expect(added?.position.y).toBeGreaterThanOrEqual(104)
  })

  it('takes the place on a line, and what follows makes room', () => {
    const { added, moves, edits, id } = add(
      [node('a', 0), node('b', 276), node('c', 552), node('back', 0, 400), node('z', 276, 900)],
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'back'],
      ],
      { kind: 'on-edge', edgeId: 'a-b' },
    )
    expect(added?.position).toEqual({ x: 276, y: 0 })
    expect(moves).toEqual([
      { id: 'b', position: { x: 552, y: 0 } },
      { id: 'c', position: { x: 828, y: 0 } },
    ])
    expect(edits.at(-1)).toMatchObject({ type: 'edge.splice', edgeId: 'a-b', nodeId: id, next: { sourcePort: 'out' } })
  })

  it('never draws a line into a start', () => {
    expect(add([node('a', 0)], [], { kind: 'after', source: 'a', port: 'out' }, type('x.trigger', 'trigger')).line).toBeUndefined()
  })

  it('gives a second one another name and key', () => {
    const taken = { ...node('a', 0), key: 'readInvoice', label: 'Read invoice' }
    expect(add([taken], [], { kind: 'free', at: { x: 900, y: 0 } }).added).toMatchObject({ key: 'readInvoice2', label: 'Read invoice 2' })
  })
})
