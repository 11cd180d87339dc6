import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkGraph } from '../checks/check-graph'
import { emptyGraph, GraphSchema, type Node } from '../graph/graph'
import { applyEdit } from './apply-edit'
import { docFromGraph, graphFromDoc } from './document'
import type { Edit } from './edits'

const IDS = ['a', 'b', 'c', 'd']
const id = fc.constantFrom(...IDS, 'e', 'f')
const position = fc.record({ x: fc.nat(99), y: fc.nat(99) }, { noNullPrototype: true })
const edge = fc.record({ id: fc.constantFrom('1', '2', '3'), source: id, sourcePort: fc.constantFrom('out', 'error'), target: id })

const edits: fc.Arbitrary<Edit> = fc.oneof(
  id.map((to): Edit => ({ type: 'node.add', node: nodeNamed(to) })),
  fc.record({ id, position }).map((move): Edit => ({ type: 'node.move', moves: [move] })),
  fc.record({ ids: fc.array(id, { maxLength: 2 }), heal: fc.boolean() }).map((remove): Edit => ({ type: 'node.remove', ...remove })),
  fc
    .record({ id, label: fc.string({ maxLength: 9 }), key: fc.constantFrom('a', 'read', 'constructor') })
    .map((to): Edit => ({ type: 'node.rename', ...to })),
  fc
    .record({ id, param: fc.constantFrom('text', '__proto__'), value: fc.constantFrom('{{ steps.a.x }}', 1, null) })
    .map((to): Edit => ({ type: 'node.configure', ...to })),
  fc.record({ id, parentId: fc.option(id) }).map(({ id, parentId }): Edit => ({ type: 'node.patch', id, patch: { parentId } })),
  fc.record({ id, disabled: fc.boolean() }).map(({ id, disabled }): Edit => ({ type: 'node.patch', id, patch: { disabled } })),
  edge.map((drawn): Edit => ({ type: 'edge.connect', edge: drawn })),
  fc.constantFrom('1', '2', '3').map((gone): Edit => ({ type: 'edge.disconnect', ids: [gone] })),
  fc
    .record({ edgeId: fc.constantFrom('1', '2'), nodeId: id })
    .map((to): Edit => ({ type: 'edge.splice', ...to, next: { id: '3', sourcePort: 'out' } })),
  fc.string({ maxLength: 9 }).map((text): Edit => ({ type: 'note.write', id: 'n', text })),
)

test('two people who edit at once and apart, and meet in any order, end with one graph that is a graph', () => {
  const spells = fc.array(
    fc.record({ one: fc.array(edits, { maxLength: 5 }), two: fc.array(edits, { maxLength: 5 }), oneFirst: fc.boolean() }),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(spells, (spent) => {
      const one = docFromGraph(start())
      const two = new Y.Doc()
      Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
      for (const apart of spent) {
        for (const edit of apart.one) applyEdit(one, edit)
        for (const edit of apart.two) applyEdit(two, edit)
        const [first, second] = apart.oneFirst ? [one, two] : [two, one]
        Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
        Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
        const graph = graphFromDoc(one)
        expect(graphFromDoc(two)).toEqual(graph)
        expect(GraphSchema.safeParse(graph).error).toBeUndefined()
        expect(() => checkGraph(graph, { connectors: [], nodes: {} })).not.toThrow()
      }
      expect(({} as Record<string, unknown>).x).toBeUndefined()
    }),
    { numRuns: 150 },
  )
})

test('a key that two people take at once is shown on the same step to both', () => {
  const one = docFromGraph(start())
  const two = new Y.Doc()
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  applyEdit(one, { type: 'node.rename', id: 'a', label: 'Read', key: 'read' })
  applyEdit(two, { type: 'node.rename', id: 'b', label: 'Read', key: 'read' })
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
  const taken = (doc: Y.Doc) => checkGraph(graphFromDoc(doc), { connectors: [], nodes: {} }).filter(({ code }) => code === 'duplicate-key')
  expect(taken(one)).toMatchObject([{ nodeId: 'b' }])
  expect(taken(two)).toEqual(taken(one))
})

function start() {
  return {
    ...emptyGraph(),
    nodes: IDS.map(nodeNamed),
    notes: [{ id: 'n', text: 'Pay', position: { x: 0, y: 0 }, size: { width: 9, height: 9 } }],
  }
}

function nodeNamed(name: string): Node {
  return {
    id: name,
    key: name,
    type: 'x',
    typeVersion: 1,
    label: name,
    params: {},
    position: { x: 0, y: 0 },
    disabled: false,
    onError: 'fail',
  }
}
