import { expect, test } from 'vitest'
import { emptyGraph, type Graph, type Node } from '@/flow/graph/graph'
import { stateOf } from '../../draft/graph-store'
import { changesSince, GraphCopy, NOTHING_TOLD } from './graph-changes'

test('a copy that is told of changes becomes the same graph', () => {
  const copy = new GraphCopy()
  const first = stateOf({ ...emptyGraph(), nodes: [node('a'), node('b')], edges: [line('a', 'b')] })
  expect(copy.take(changesSince(NOTHING_TOLD, first))).toEqual({
    ...emptyGraph(),
    nodes: [node('a'), node('b')],
    edges: [line('a', 'b')],
  })

  const second = {
    ...first,
    nodes: new Map([...first.nodes, ['c', node('c')], ['a', { ...node('a'), label: 'Other' }]]),
    edges: new Map(),
    settings: { timeZone: 'Europe/Berlin' },
  }
  const changes = changesSince(first, second)
  expect(changes.nodes.changed.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(copy.take(changes)).toEqual({
    ...emptyGraph(),
    nodes: [{ ...node('a'), label: 'Other' }, node('b'), node('c')],
    settings: { timeZone: 'Europe/Berlin' },
  })

  const third = { ...second, nodes: new Map([...second.nodes].filter(([id]) => id !== 'b')) }
  expect(copy.take(changesSince(second, third)).nodes.map(({ id }) => id)).toEqual(['a', 'c'])
})

test('what has not changed is not told again', () => {
  const state = stateOf({ ...emptyGraph(), nodes: [node('a')] })
  expect(changesSince(state, state)).toMatchObject({ nodes: { changed: [], gone: [] }, edges: { changed: [], gone: [] } })
})

function node(id: string): Node {
  return { id, key: id, type: 'x', typeVersion: 1, label: id, params: {}, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }
}

function line(source: string, target: string): Graph['edges'][number] {
  return { id: `${source}${target}`, source, sourcePort: 'out', target }
}
