import { expect, test } from 'vitest'
import type { Manifest } from '../define/manifest'
import { emptyGraph, type Graph, type Node } from '../graph/graph'
import type { JsonObject } from '../json'
import { applyEdit } from './apply-edit'
import { docFromGraph, graphFromDoc } from './document'
import { editsOf, replacementsIn, type Search } from './replace-text'

const manifest: Manifest = { connectors: [], nodes: {} }

const graph: Graph = {
  ...emptyGraph(),
  nodes: [
    node('a', 'readInvoice', 'Read invoice', { url: 'https://old.test/invoice' }),
    node('b', 'book', 'Book it', { text: 'The invoice {{ steps.readInvoice.total }}', rows: [{ name: 'x', value: 'Invoice $1' }] }),
  ],
  notes: [{ id: 'n', text: 'About the invoice', position: { x: 0, y: 0 }, size: { width: 10, height: 10 } }],
}

test('names, fields and notes, with what they would become', () => {
  expect(found({ find: 'invoice', replace: 'bill' }).map(({ owner, where, before, after }) => [owner, where, before, after])).toEqual([
    ['Read invoice', null, 'Read invoice', 'Read bill'],
    ['Read invoice', 'url', 'https://old.test/invoice', 'https://old.test/bill'],
    ['Book it', 'text', 'The invoice {{ steps.readInvoice.total }}', 'The bill {{ steps.readInvoice.total }}'],
    ['Book it', 'rows', 'Invoice $1', 'bill $1'],
    ['Note', null, 'About the invoice', 'About the bill'],
  ])
})

test('a new name goes into the mappings that use it', () => {
  expect(
    changed({ find: 'Read', replace: 'Scan', matchCase: true }).nodes.map(({ key, label, params }) => [key, label, params.text]),
  ).toEqual([
    ['scanInvoice', 'Scan invoice', undefined],
    ['book', 'Book it', 'The invoice {{ steps.scanInvoice.total }}'],
  ])
})

test('no step is left without a name, or with a gap before it', () => {
  expect(found({ find: 'book it', replace: ' ' }).map(({ owner }) => owner)).toEqual([])
  expect(changed({ find: 'Read', replace: '' }).nodes.map(({ label }) => label)).toEqual(['invoice', 'Book it'])
})

test('what a half typed mapping calls a step by stays, too', () => {
  const half = { ...graph, notes: [], nodes: [node('b', 'book', 'Book it', { text: 'The invoice {{ steps.readInvoice. }}' })] }
  expect(replacementsIn(half, manifest, { find: 'invoice', replace: 'bill', matchCase: false }).map(({ after }) => after)).toEqual([
    'The bill {{ steps.readInvoice. }}',
  ])
})

test('what is looked for and put in is text, not a pattern', () => {
  expect(changed({ find: '$1', replace: '$& (.*)' }).nodes[1]?.params.rows).toEqual([{ name: 'x', value: 'Invoice $& (.*)' }])
  expect(found({ find: '.*', replace: 'x' })).toEqual([])
  expect(found({ find: '', replace: 'x' })).toEqual([])
})

test('a choice from a list stays', () => {
  const input = { properties: { url: { title: 'URL', control: 'select' } } }
  const known = { connectors: [], nodes: { x: { input } } } as unknown as Manifest // the rest of a type plays no part
  expect(replacementsIn(graph, known, { find: 'old.test', replace: 'new.test', matchCase: false })).toEqual([])
})

function found(search: Omit<Search, 'matchCase'> & { matchCase?: boolean }) {
  return replacementsIn(graph, manifest, { matchCase: false, ...search })
}

function changed(search: Parameters<typeof found>[0]): Graph {
  const doc = docFromGraph(graph)
  for (const edit of editsOf(found(search))) applyEdit(doc, edit)
  return graphFromDoc(doc)
}

function node(id: string, key: string, label: string, params: JsonObject): Node {
  return { id, key, type: 'x', typeVersion: 1, label, params, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }
}
