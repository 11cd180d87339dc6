import { describe, expect, it } from 'vitest'
import { draw } from './engine/testing/drawn'
import type { Graph, Node } from './graph/graph'
import type { Json } from './json'
import { staleSteps } from './stale-steps'

const { graph } = draw('t → a → b → each → end, t → side', {
  inside: { each: 'x → y, z' },
  nodes: { b: { params: { text: '{{ steps.a.out }}' } }, y: { params: { text: '{{ item }}' } } },
})

function changed(id: string, change: Partial<Node>, more: Partial<Graph> = {}): string[] {
  const nodes = graph.nodes.map((node) => (node.id === id ? { ...node, ...change } : node))
  return [...staleSteps(graph, { ...graph, nodes, ...more })].sort()
}

describe('stale steps', () => {
  it('are none where nothing is changed, or only what a step is called and where it stands', () => {
    expect(changed('a', {})).toEqual([])
    expect(changed('a', { label: 'Other', position: { x: 9, y: 9 } })).toEqual([])
    const renamed = graph.nodes.map((node) =>
      node.id === 'a' ? { ...node, key: 'other' } : node.id === 'b' ? { ...node, params: { text: '{{ steps.other.out }}' } } : node,
    )
    expect([...staleSteps(graph, { ...graph, nodes: renamed })]).toEqual([])
  })

  it.each(['{{ steps.?KEY.out }}', '{{ steps["KEY"].out }}', "{{ steps[?'KEY'].out }}"])(
    'are none however the renamed one is mentioned: %s',
    (text) => {
      const named = (key: string) => draw('t → a → b', { nodes: { a: { key }, b: { params: { text: text.replace('KEY', key) } } } }).graph
      expect([...staleSteps(named('a'), named('other'))]).toEqual([])
    },
  )

  it('are none where a database has put the fields of a parameter in another order', () => {
    const drawn = draw('t → a', { nodes: { a: { params: { rules: [{ left: 1, right: { x: 1, y: 2 } }] } } } }).graph
    const kept = drawn.nodes.map((node) => (node.id === 'a' ? { ...node, params: { rules: [{ right: { y: 2, x: 1 }, left: 1 }] } } : node))
    expect([...staleSteps(drawn, { ...drawn, nodes: kept })]).toEqual([])
  })

  it('are the changed one and all that comes after it', () => {
    expect(changed('b', { params: { text: 'new' } })).toEqual(['b', 'each', 'end', 'x', 'y', 'z'])
    expect(changed('side', { connectionId: 'other' })).toEqual(['side'])
    expect(changed('b', { sample: 1 })).toEqual(['b', 'each', 'end', 'x', 'y', 'z'])
  })

  it('are not told by the sample of a trigger, nor by the order in which lines were drawn', () => {
    const begun = (sample: Json): Graph => ({
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === 't' ? { ...node, type: 'trigger.manual', sample } : node)),
    })
    expect([...staleSteps(begun({ x: 1 }), begun({ x: 2 }))]).toEqual([])
    const joined = draw('t → a → c, t → b → c').graph
    expect([...staleSteps(joined, { ...joined, edges: joined.edges.toReversed() })]).toEqual([])
  })

  it('are those that pinned data leave by another way', () => {
    expect(changed('b', { samplePort: 'other' })).toEqual(['b', 'each', 'end', 'x', 'y', 'z'])
  })

  it('stay within a loop up to the loop itself, and what comes after it', () => {
    expect(changed('x', { params: { text: 'new' } })).toEqual(['each', 'end', 'x', 'y'])
    expect(changed('each', { params: { items: [1] } })).toEqual(['each', 'end', 'x', 'y', 'z'])
  })

  it('are those that other lines lead into, and those that are new', () => {
    const edges = graph.edges.filter(({ target }) => target !== 'side')
    expect(changed('a', {}, { edges })).toEqual(['side'])
    const [first] = graph.nodes
    expect(first && changed('a', {}, { nodes: [...graph.nodes, { ...first, id: 'new', key: 'new' }] })).toEqual(['new'])
  })
})
