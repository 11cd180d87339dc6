import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyEdit } from '@/flow/draft/apply-edit'
import { docFromGraph, graphFromDoc } from '@/flow/draft/document'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { followDoc } from './follow-doc'
import { stateOf } from './graph-store'

function node(id: string): Node {
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

const drawn = () =>
  docFromGraph({ ...emptyGraph(), nodes: [node('a'), node('b')], edges: [{ id: 'ab', source: 'a', sourcePort: 'out', target: 'b' }] })

it('renews what an edit touches and nothing else', () => {
  const doc = drawn()
  const { store } = followDoc(doc)
  const before = store.getState()
  applyEdit(doc, { type: 'node.configure', id: 'a', param: 'url', value: 'x' })
  const after = store.getState()
  expect(after.nodes.get('a')?.params).toEqual({ url: 'x' })
  expect(after.nodes.get('b')).toBe(before.nodes.get('b'))
  expect(after.edges).toBe(before.edges)
})

it('stays equal to the document through any mix of edits, also from elsewhere', () => {
  const doc = drawn()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const { store } = followDoc(doc)
  applyEdit(doc, { type: 'node.add', node: node('c') })
  applyEdit(doc, { type: 'note.add', note: { id: 'n', text: 'hello', position: { x: 1, y: 2 }, size: { width: 9, height: 9 } } })
  applyEdit(other, { type: 'node.remove', ids: ['b'], heal: true })
  applyEdit(other, { type: 'settings.set', settings: { timeZone: 'Europe/Berlin' } })
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  applyEdit(doc, { type: 'note.write', id: 'n', text: 'hello there' })
  const { nodes, ...rest } = store.getState()
  expect({ ...rest, nodes: new Map([...nodes].sort()) }).toEqual(stateOf(graphFromDoc(doc)))
})

it('stops when told to', () => {
  const doc = drawn()
  const { store, stop } = followDoc(doc)
  stop()
  applyEdit(doc, { type: 'node.remove', ids: ['a'], heal: false })
  expect(store.getState().nodes.has('a')).toBe(true)
})
