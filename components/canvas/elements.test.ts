import { expect, test } from 'vitest'
import { draw } from '@/flow/engine/testing/drawn'
import type { Node } from '@/flow/graph/graph'
import { graphStoreOf } from '../draft/graph-store'
import { createElements } from './elements'
import { createFolds } from './folds'

function canvas() {
  const { graph, manifest } = draw('t → a → b')
  const store = graphStoreOf(graph)
  const elements = createElements(store, manifest, createFolds('flow'))
  const change = (id: string, patch: Partial<Node>) =>
    store.setState(({ nodes }) => ({ nodes: new Map([...nodes].map(([key, node]) => [key, key === id ? { ...node, ...patch } : node])) }))
  return { store, change, shown: () => elements.store.getState() }
}

test('what is typed in a step concerns nothing that is drawn', () => {
  const { change, shown } = canvas()
  const before = shown()
  change('a', { params: { url: 'https://example.com' } })
  expect(shown()).toBe(before)
})

test('where only the lists are made anew, they stay the same', () => {
  const { store, shown } = canvas()
  const before = shown()
  store.setState(({ nodes, edges }) => ({ nodes: new Map(nodes), edges: new Map(edges) }))
  expect(shown().nodes).toBe(before.nodes)
  expect(shown().edges).toBe(before.edges)
})

test('a new name, place or holder is drawn, and its lines say where they lead', () => {
  const { change, shown } = canvas()
  change('a', { label: 'Ask' })
  expect(shown().nodes.find(({ id }) => id === 'a')?.ariaLabel).toMatch(/^Ask,/)
  expect(shown().edges.map(({ ariaLabel }) => ariaLabel)).toContain('From Ask to b')
  change('b', { position: { x: 40, y: 400 } })
  expect(shown().nodes.find(({ id }) => id === 'b')?.position).toEqual({ x: 40, y: 400 })
  change('b', { parentId: 'a' })
  expect(shown().nodes.find(({ id }) => id === 'b')?.parentId).toBe('a')
})

test('a step that comes or goes is drawn or not', () => {
  const { store, shown } = canvas()
  store.setState(({ nodes }) => ({ nodes: new Map([...nodes].filter(([id]) => id !== 'b')) }))
  expect(shown().nodes.map(({ id }) => id)).toEqual(['t', 'a'])
  expect(shown().edges).toHaveLength(1)
})

test('only a card with ways out to tell apart comes to lie above others', () => {
  const { change, shown } = canvas()
  const named = () => shown().nodes.flatMap(({ id, className }) => (className === 'canvas-named-ways' ? [id] : []))
  expect(named()).toEqual([])
  change('a', { onError: 'branch' })
  expect(named()).toEqual(['a'])
  change('a', { onError: 'fail' })
  expect(named()).toEqual([])
})
