import { describe, expect, it } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import { emptyGraph } from '@/flow/graph/graph'
import { stateOf } from '../draft/graph-store'
import { type AddRequest, addNode } from './add-node'

const type = (name: string, kind: ManifestNode['kind'] = 'action') =>
  ({ type: name, kind, version: 1, title: 'Read invoice', ports: { list: [{ id: 'out', label: '' }] } }) as unknown as ManifestNode // all that is looked at
const action = type('x.action')
const trigger = type('x.trigger', 'trigger')

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
  const { id, edits } = addNode(what, request, { graph, boxes, typeOf: (name) => (name === trigger.type ? trigger : action) })
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

  describe('a start that nobody pointed a place for', () => {
    const anywhere: AddRequest = { kind: 'free', at: { x: 500, y: 300 }, anywhere: true }
    const start = (id: string, x: number, y: number) => ({ ...node(id, x, y), type: trigger.type })

    it('goes left of what the flow begins with', () => {
      const nodes = [node('b', 676, 80), node('a', 400, 80), node('in', 0, 0, 'a')]
      expect(add(nodes, [['a', 'b']], anywhere, trigger).added?.position).toEqual({ x: 124, y: 80 })
    })

    it('goes below the starts that are there, past what lies there', () => {
      const nodes = [start('one', 0, 0), start('two', 8, 200), node('a', 276), node('low', 0, 360)]
      expect(add(nodes, [['one', 'a']], anywhere, trigger).added?.position).toEqual({ x: 8, y: 520 })
    })

    it('goes there, too, when a step is chosen that it cannot follow', () => {
      const nodes = [start('one', 0, 0), node('a', 276)]
      expect(add(nodes, [], { kind: 'after', source: 'a', port: 'out' }, trigger).added?.position).toEqual({ x: 0, y: 160 })
    })

    it('goes where the middle is in an empty flow, and where somebody points in any', () => {
      expect(add([], [], anywhere, trigger).added?.position).toEqual({ x: 500, y: 300 })
      expect(add([node('a', 0)], [], { kind: 'free', at: { x: 500, y: 300 } }, trigger).added?.position).toEqual({ x: 500, y: 300 })
    })
  })

  it('never lies on another step or a note, and stays near', () => {
    const nodes = Array.from({ length: 30 }, (_, at) => node(`n${at}`, (at % 6) * 276, Math.floor(at / 6) * 160))
    const position = add(nodes, [], { kind: 'free', at: { x: 700, y: 330 }, anywhere: true }).added?.position ?? { x: 0, y: 0 }
    expect(nodes.filter((each) => Math.abs(each.position.x - position.x) < 232 && Math.abs(each.position.y - position.y) < 104)).toEqual([])
    expect(Math.hypot(position.x - 700, position.y - 330)).toBeLessThan(520)
    expect(add(nodes, [], { kind: 'free', at: { x: 2_000, y: 40 } }).added?.position).toEqual({ x: 2_000, y: 40 })
  })
})
