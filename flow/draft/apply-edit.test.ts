import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Edge, emptyGraph, type Graph, GraphSchema, type Node } from '../graph/graph'
import { applyEdit } from './apply-edit'
import { clipOf } from './clip'
import { docFromGraph, graphFromDoc } from './document'
import type { Edit } from './edits'
import { pasteOf } from './paste'

test('a graph comes back from the document as it went in', () => {
  const graph = flow('a → b')
  expect(graphFromDoc(docFromGraph(graph))).toEqual(graph)
  expect(GraphSchema.safeParse(graphFromDoc(docFromGraph(graph))).success).toBe(true)
})

test('renaming a key rewrites the mappings that use it', () => {
  const graph = edited(flow('a → b', { b: { text: 'Hi {{ steps.a.name }}', deep: { list: ['{{ steps.a.x + steps.ab.y }}'] } } }), [
    { type: 'node.rename', id: 'a', label: 'Read', key: 'read' },
  ])
  expect(node(graph, 'a').key).toBe('read')
  expect(node(graph, 'b').params).toEqual({ text: 'Hi {{ steps.read.name }}', deep: { list: ['{{ steps.read.x + steps.ab.y }}'] } })
})

test('what is copied within a loop stays in it, and what it holds stays in that', () => {
  const graph = flow('loop, in → on, deep')
  Object.assign(node(graph, 'in'), { parentId: 'loop' })
  Object.assign(node(graph, 'deep'), { parentId: 'in' })
  let next = 0
  const paste = pasteOf(
    clipOf(graph, new Set(['in'])),
    graph,
    () => `new${next++}`,
    { x: 40, y: 40 },
    ({ parentId }) => parentId,
  )
  expect(paste.nodes.map(({ label, parentId }) => [label, parentId])).toEqual([
    ['deep 2', 'new1'],
    ['in 2', 'loop'],
  ])
})

describe('removing', () => {
  test('heals the line, over several nodes and once', () => {
    const graph = edited(flow('a → b, b → c, c → d, b → d'), [{ type: 'node.remove', ids: ['b', 'c'], heal: true }])
    expect(lines(graph)).toEqual(['a → d'])
  })

  test('without healing leaves the ends open', () => {
    expect(lines(edited(flow('a → b, b → c'), [{ type: 'node.remove', ids: ['b'], heal: false }]))).toEqual([])
  })

  test('takes what a container holds with it', () => {
    const graph = flow('a → loop, x → y')
    for (const id of ['x', 'y']) node(graph, id).parentId = 'loop'
    expect(edited(graph, [{ type: 'node.remove', ids: ['loop'], heal: true }]).nodes.map((n) => n.id)).toEqual(['a'])
  })
})

test('a node is spliced into an edge', () => {
  const graph = edited(flow('a → c'), [
    { type: 'node.add', node: drawnNode('b') },
    { type: 'edge.splice', edgeId: 'a-c', nodeId: 'b', next: { id: 'b-c', sourcePort: 'out' } },
  ])
  expect(lines(graph)).toEqual(['a → b', 'b → c'])
})

test('the same line is drawn once, and never to a node that is gone', () => {
  const line = { id: 'again', source: 'a', sourcePort: 'out', target: 'b' }
  const graph = edited(flow('a → b'), [
    { type: 'edge.connect', edge: line },
    { type: 'edge.connect', edge: { ...line, target: 'nobody' } },
  ])
  expect(lines(graph)).toEqual(['a → b'])
})

test('an edit of something that is gone changes nothing', () => {
  const graph = flow('a')
  const edits: Edit[] = [
    { type: 'node.configure', id: 'gone', param: 'x', value: 1 },
    { type: 'node.move', moves: [{ id: 'gone', position: { x: 1, y: 1 } }] },
    { type: 'node.rename', id: 'gone', label: 'A', key: 'b' },
    { type: 'note.write', id: 'gone', text: 'x' },
    { type: 'node.remove', ids: ['gone'], heal: true },
  ]
  expect(edited(graph, edits)).toEqual(graph)
})

test('restoring a version touches only what differs', () => {
  const doc = docFromGraph(flow('a → b'))
  const changed: string[] = []
  const before = flow('a → b', { b: { text: 'old' } })
  doc.getMap('nodes').observe((event) => changed.push(...event.keysChanged))
  applyEdit(doc, { type: 'graph.replace', graph: before })
  expect(changed).toEqual(['b'])
  expect(graphFromDoc(doc)).toEqual(before)
})

test('pasted nodes get free keys, and their mappings follow', () => {
  const graph = flow('a → b', { b: { text: '{{ steps.a.x }} {{ steps.other.x }}' } })
  let next = 0
  const paste = pasteOf(clipOf(graph, new Set(['a', 'b'])), graph, () => `new${next++}`, { x: 40, y: 40 })
  const pasted = edited(graph, [paste])
  expect(pasted.nodes.map((n) => n.key).sort()).toEqual(['a', 'a2', 'b', 'b2'])
  expect(pasted.nodes.map((n) => n.label).sort()).toEqual(['a', 'a 2', 'b', 'b 2'])
  expect(pasted.nodes.find((n) => n.key === 'b2')?.params).toEqual({ text: '{{ steps.a2.x }} {{ steps.other.x }}' })
  expect(pasted.edges).toHaveLength(2)
})

test('a new key is followed by what is half typed, wherever it stands', () => {
  const params = (key: string) => ({
    text: `Total {{ steps.${key}.total + }} of {{ steps.${key}.`,
    rules: [{ left: `{{ (steps["${key}"].total }}`, right: '{{ steps.other. }}' }],
    inputs: { deep: [`{{ steps.${key}`] },
  })
  const graph = edited(flow('a → b'), [
    ...Object.entries(params('a')).map(([param, value]): Edit => ({ type: 'node.configure', id: 'b', param, value })),
    { type: 'node.rename', id: 'a', label: 'Read', key: 'read' },
  ])
  expect(node(graph, 'b').params).toEqual(params('read'))
})

test('names of prototypes are plain data', () => {
  const hostile = Object.fromEntries([
    ['__proto__', 'x'],
    ['constructor', { prototype: { polluted: true } }],
  ])
  const graph = edited(flow('a'), [
    { type: 'node.configure', id: 'a', param: '__proto__', value: hostile },
    { type: 'node.configure', id: 'a', param: 'constructor', value: 1 },
  ])
  expect(Object.keys(node(graph, 'a').params).sort()).toEqual(['__proto__', 'constructor'])
  expect(Object.getPrototypeOf(node(graph, 'a').params)).toBe(Object.prototype)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

describe('two people at once', () => {
  test('end with the same graph, whoever is first', () => {
    const [one, two] = pair(flow('a → b'))
    applyEdit(one, { type: 'node.configure', id: 'b', param: 'text', value: 'one' })
    applyEdit(one, { type: 'node.rename', id: 'a', label: 'Read', key: 'read' })
    applyEdit(two, { type: 'node.configure', id: 'b', param: 'url', value: 'two' })
    applyEdit(two, { type: 'node.move', moves: [{ id: 'a', position: { x: 9, y: 9 } }] })
    exchange(one, two)
    expect(graphFromDoc(one)).toEqual(graphFromDoc(two))
    expect(node(graphFromDoc(one), 'b').params).toEqual({ text: 'one', url: 'two' })
  })

  test('a node one deletes while the other sets it up is gone, with its new edge', () => {
    const [one, two] = pair(flow('a → b, c'))
    applyEdit(one, { type: 'node.remove', ids: ['b'], heal: true })
    applyEdit(two, { type: 'node.configure', id: 'b', param: 'text', value: 'late' })
    applyEdit(two, { type: 'edge.connect', edge: { id: 'b-c', source: 'b', sourcePort: 'out', target: 'c' } })
    exchange(one, two)
    expect(graphFromDoc(one)).toEqual(graphFromDoc(two))
    expect(graphFromDoc(one).nodes.map((n) => n.id)).toEqual(['a', 'c'])
    expect(graphFromDoc(one).edges).toEqual([])
  })

  test('of a picture in a note that becomes another one, no half is left', () => {
    const base = { ...emptyGraph(), notes: [{ id: 'n', text: '👍', position: { x: 0, y: 0 }, size: { width: 10, height: 10 } }] }
    const [one, two] = pair(base)
    applyEdit(one, { type: 'note.write', id: 'n', text: '👎' })
    exchange(one, two)
    expect(graphFromDoc(two).notes[0]?.text).toBe('👎')
  })

  test('both write into one note', () => {
    const base = { ...emptyGraph(), notes: [{ id: 'n', text: 'Pay on time', position: { x: 0, y: 0 }, size: { width: 10, height: 10 } }] }
    const [one, two] = pair(base)
    applyEdit(one, { type: 'note.write', id: 'n', text: 'Please pay on time' })
    applyEdit(two, { type: 'note.write', id: 'n', text: 'Pay on time, always' })
    exchange(one, two)
    expect(graphFromDoc(one).notes[0]?.text).toBe(graphFromDoc(two).notes[0]?.text)
    expect(graphFromDoc(one).notes[0]?.text).toMatch(/^Please .*ay on time, always$/)
  })
})

function edited(graph: Graph, edits: Edit[]): Graph {
  const doc = docFromGraph(graph)
  for (const edit of edits) applyEdit(doc, edit)
  return graphFromDoc(doc)
}

function pair(graph: Graph): [Y.Doc, Y.Doc] {
  const one = docFromGraph(graph)
  const two = new Y.Doc()
  exchange(one, two)
  return [one, two]
}

function exchange(one: Y.Doc, two: Y.Doc): void {
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
}

/** `a → b, c`: nodes named by their keys, edges `a-b`. */
function flow(text: string, params: Record<string, Node['params']> = {}): Graph {
  const ids = [...new Set(text.match(/\w+/g))].sort()
  const edges = text.split(',').flatMap((part): Edge[] => {
    const [source, target] = part.split('→').map((end) => end.trim())
    return source && target ? [{ id: `${source}-${target}`, source, sourcePort: 'out', target }] : []
  })
  return {
    ...emptyGraph(),
    nodes: ids.map((id) => ({ ...drawnNode(id), params: params[id] ?? {} })),
    edges: edges.sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

function drawnNode(id: string): Node {
  return {
    id,
    key: id,
    type: 'data.set',
    typeVersion: 1,
    label: id,
    params: {},
    position: { x: 0, y: 0 },
    disabled: false,
    onError: 'fail',
  }
}

function node(graph: Graph, id: string): Node {
  const found = graph.nodes.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`no node ${id}`)
  return found
}

function lines(graph: Graph): string[] {
  return graph.edges.map((edge) => `${edge.source} → ${edge.target}`).sort()
}
