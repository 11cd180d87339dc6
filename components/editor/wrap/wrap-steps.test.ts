import { describe, expect, test } from 'vitest'
import type { ManifestNode } from '@/flow/define/manifest'
import { applyEdit } from '@/flow/draft/apply-edit'
import { docFromGraph, graphFromDoc } from '@/flow/draft/document'
import type { Edit } from '@/flow/draft/edits'
import { type Drawn, draw } from '@/flow/engine/testing/drawn'
import type { Graph, Node } from '@/flow/graph/graph'
import { portsOf } from '@/flow/graph/ports'
import { stateOf } from '../../draft/graph-store'
import { unwrapSteps, wrapSteps } from './wrap-steps'

const loop = {
  type: 'flow.for-each',
  kind: 'container',
  title: 'Loop',
  version: 1,
  ports: { list: [{ id: 'out', label: '' }] },
} as unknown as ManifestNode // all that is looked at

/** As drawn, in a row of cards of 232 by 100 with 68 between them. */
function row(...drawing: Parameters<typeof draw>): Drawn {
  const drawn = draw(...drawing)
  for (const [at, node] of drawn.graph.nodes.filter(({ parentId }) => parentId === undefined).entries())
    node.position = { x: at * 300, y: 0 }
  return drawn
}

const boxes = ({ nodes }: Graph) => new Map(nodes.map(({ id, position }) => [id, { ...position, width: 232, height: 100 }]))

function edited(graph: Graph, edits: readonly Edit[]): Graph {
  const doc = docFromGraph(graph)
  for (const edit of edits) applyEdit(doc, edit)
  return graphFromDoc(doc)
}

const lines = ({ nodes, edges }: Graph) => {
  const name = (id: string) => nodes.find((node) => node.id === id)?.label ?? id
  return edges.map(({ source, sourcePort, target }) => `${name(source)} -${sourcePort}→ ${name(target)}`).sort()
}
const inside = (graph: Graph, id: string) => graph.nodes.flatMap(({ label, parentId }) => (parentId === id ? label : [])).sort()

const outOf = ({ manifest }: Drawn) => ({ portsOf: (node: Node) => portsOf(node, manifest.nodes[node.type]) })

function wrapped(drawn: Drawn, ids: string[], more = 0) {
  const { graph } = drawn
  const result = wrapSteps(loop, ids, stateOf(graph), boxes(graph), { ...outOf(drawn), more })
  if (!result.done) throw new Error(result.message)
  return { ...result, graph: edited(graph, result.edits) }
}

describe('steps go into a loop', () => {
  test('that takes over the lines in and out of them, and keeps those between them', () => {
    const { id, graph } = wrapped(row('t → a → b → c'), ['a', 'b'])
    expect(inside(graph, id)).toEqual(['a', 'b'])
    expect(lines(graph)).toEqual(['Loop -out→ c', 'a -out→ b', 't -out→ Loop'])
  })

  test('with one line where there were several', () => {
    const { graph } = wrapped(row('t → a → c, t → b → c'), ['a', 'b'])
    expect(lines(graph)).toEqual(['Loop -out→ c', 't -out→ Loop'])
  })

  test('that leads on by its own way out, whatever theirs were called', () => {
    const { graph } = wrapped(row('t → if, if -yes→ a → end, if -no→ end'), ['if', 'a'])
    expect(lines(graph)).toEqual(['Loop -out→ end', 'if -yes→ a', 't -out→ Loop'])
  })

  test('and a frame around them grows by what the loop takes, one beside them does not', () => {
    const drawn = row('t → a → b')
    const frame = { text: '', frame: true as const, size: { width: 300, height: 200 } }
    drawn.graph.notes.push({ ...frame, id: 'around', position: { x: 280, y: -20 } }, { ...frame, id: 'beside', position: { x: 0, y: 400 } })
    const { graph } = wrapped(drawn, ['a'])
    expect(graph.notes.map(({ id, size }) => [id, size.width, size.height])).toEqual([
      ['around', 356, 340],
      ['beside', 300, 200],
    ])
  })

  test('in the loop that they stand in already', () => {
    const { id, graph } = wrapped(row('t → each', { inside: { each: 'a → b' } }), ['b'])
    expect(graph.nodes.find((node) => node.id === id)?.parentId).toBe('each')
    expect(lines(graph)).toEqual(['a -out→ Loop', 't -out→ each'])
  })

  test('where they stood, and what follows makes room', () => {
    const { id, graph } = wrapped(row('t → a → b → c'), ['a', 'b'])
    const at = (of: string) => graph.nodes.find((node) => node.id === of)?.position
    expect(at(id)).toEqual({ x: 300, y: 0 })
    expect([at('a'), at('b')]).toEqual([
      { x: 28, y: 112 },
      { x: 328, y: 112 },
    ])
    expect([at('t'), at('c')]).toEqual([
      { x: 0, y: 0 },
      { x: 956, y: 0 },
    ])
  })

  test('and what stands below goes down only where the loop would lie on it', () => {
    const drawn = row('t → a, far → below')
    for (const [id, position] of Object.entries({ a: { x: 300, y: 0 }, below: { x: 300, y: 160 }, far: { x: 0, y: 160 } }))
      Object.assign(drawn.graph.nodes.find((node) => node.id === id) ?? {}, { position })
    const belowIn = ({ graph }: { graph: Graph }) => graph.nodes.find(({ id }) => id === 'below')?.position
    expect(belowIn(wrapped(drawn, ['a']))).toEqual({ x: 300, y: 300 })
    expect(belowIn(wrapped(drawn, ['a'], 160))).toEqual({ x: 300, y: 460 })
    Object.assign(drawn.graph.nodes.find((node) => node.id === 'below') ?? {}, { position: { x: 300, y: 400 } })
    expect(belowIn(wrapped(drawn, ['a']))).toEqual({ x: 300, y: 400 })
  })

  const refused = (drawing: string, ...ids: string[]) => {
    const drawn = row(drawing)
    const result = wrapSteps(loop, ids, stateOf(drawn.graph), boxes(drawn.graph), outOf(drawn))
    return result.done ? null : result.message
  }

  test('but not around one that is left out', () => {
    expect(refused('t → a → b → c', 'a', 'c')).toBe('b comes between these steps. Select it, too.')
  })

  test('but not where ways part at its border, as each would be gone then', () => {
    expect(refused('t → ask, ask -yes→ pay, ask -no→ void', 'ask')).toBe('After ask the flow goes different ways. Select all of them, too.')
    expect(refused('t → if, if -yes→ a → pay, if -no→ b', 'if', 'a', 'b')).toBe(
      'After if the flow goes different ways. Select all of them, too.',
    )
    expect(refused('t → ask, ask -yes→ pay, ask -no→ void', 'ask', 'pay', 'void')).toBeNull()
    expect(refused('t → if, if -yes→ a → end, if -no→ b → end', 'if', 'a', 'b')).toBeNull()
    expect(refused('t → if, if -yes→ a → end, if -no→ end', 'if', 'a')).toBeNull()
  })

  test('but not of steps that come in different cases, as all of it begins together', () => {
    expect(refused('t → if, if -yes→ a → end, if -no→ b → end', 'a', 'b')).toBe(
      'a and b do not begin together. Select what leads to them, too.',
    )
    expect(refused('t → a → b, t → x → b', 'a', 'b')).toBe('a and b do not begin together. Select what leads to them, too.')
    expect(refused('t → a → end, t → b → end', 'a', 'b')).toBeNull()
  })
})

describe('steps come out of a loop', () => {
  const out = ({ graph, manifest }: Drawn, id: string) => {
    const container = graph.nodes.find((node) => node.id === id)
    if (!container) throw new Error(`no ${id}`)
    const typeOf = ({ type }: { type: string }) => manifest.nodes[type]
    const { edits } = unwrapSteps(container, stateOf(graph), boxes(graph), { typeOf, portsOf: (node) => portsOf(node, typeOf(node)) })
    return edited(graph, edits)
  }

  test('with the lines that led into and out of it', () => {
    const graph = out(row('t → each → end', { inside: { each: 'a → b' } }), 'each')
    expect(lines(graph)).toEqual(['a -out→ b', 'b -out→ end', 't -out→ a'])
    expect(graph.nodes.map(({ label, parentId }) => [label, parentId])).not.toContainEqual([expect.anything(), 'each'])
  })

  test('by each way that ended in it', () => {
    const graph = out(row('t → each → end', { inside: { each: 'if -yes→ a, if -no→ b' } }), 'each')
    expect(lines(graph)).toEqual(['a -out→ end', 'b -out→ end', 'if -no→ b', 'if -yes→ a', 't -out→ if'])
  })

  test('into the loop around it, and not by the way a failure takes', () => {
    const inner = { inside: { outer: 'x → each', each: 'a' }, nodes: { a: { onError: 'branch' as const } } }
    const graph = out(row('t → outer', inner), 'each')
    expect(inside(graph, 'outer')).toEqual(['a', 'x'])
    expect(lines(graph)).toEqual(['t -out→ outer', 'x -out→ a'])
    const led = out(row('t → each → end', { inside: { each: 'a' }, nodes: { a: { onError: 'branch' } } }), 'each')
    expect(lines(led)).toEqual(['a -out→ end', 't -out→ a'])
  })

  test('with the notes in it, also where it holds nothing else', () => {
    const drawn = row('t → each', { inside: { each: 'a' } })
    drawn.graph.nodes = drawn.graph.nodes.filter(({ id }) => id !== 'a')
    drawn.graph.notes.push({ id: 'n', text: 'Later', parentId: 'each', position: { x: 40, y: 120 }, size: { width: 100, height: 60 } })
    expect(out(drawn, 'each').notes).toMatchObject([{ text: 'Later', position: { x: 300, y: 0 } }])
  })

  test('as they were before they went in', () => {
    const before = row('t → a → b → c')
    const { id, graph } = wrapped(before, ['a', 'b'])
    const manifest = { ...before.manifest, nodes: { ...before.manifest.nodes, [loop.type]: loop } }
    const after = out({ graph, manifest }, id)
    expect(lines(after)).toEqual(lines(before.graph))
    expect(after.nodes.filter(({ id }) => id === 'a' || id === 'b').map(({ position }) => position)).toEqual([
      { x: 300, y: 0 },
      { x: 600, y: 0 },
    ])
  })

  test('without what its parts began with; what followed that is kept, and leads nowhere', () => {
    const types: Record<string, Partial<ManifestNode>> = { caught: { kind: 'entry', part: 'catch' } }
    const graph = out(row('t → try → end', { inside: { try: 'a, caught → mend' }, types }), 'try')
    expect(graph.nodes.map(({ label }) => label).sort()).toEqual(['a', 'end', 'mend', 't'])
    expect(lines(graph)).toEqual(['a -out→ end', 't -out→ a'])
  })
})
