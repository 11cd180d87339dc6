import * as Y from 'yjs'
import { CURRENT_GRAPH_SCHEMA } from '../graph/current-schema'
import type { Edge, Graph, GraphSettings, Node, Note } from '../graph/graph'
import type { Json, JsonObject } from '../json'

/**
 * A draft as a Yjs document, so that people can edit it at once and offline. Invariants:
 * - four root maps: `nodes`, `edges`, `notes` (id → map of fields) and `settings`;
 * - a node's `params` is a map of its own, so two people can set two parameters; each value, and a node's `sample`, is
 *   JSON as text, because Yjs refuses objects with a key `constructor` and loses `__proto__`;
 * - a note's text is a Y.Text; everything else is replaced whole, the last writer wins;
 * - `graphFromDoc` gives every replica the same graph: sorted by id, without edges to nodes that are gone.
 */
export type Fields = Y.Map<unknown>

export function nodesOf(doc: Y.Doc): Y.Map<Fields> {
  return doc.getMap('nodes')
}

export function edgesOf(doc: Y.Doc): Y.Map<Fields> {
  return doc.getMap('edges')
}

export function notesOf(doc: Y.Doc): Y.Map<Fields> {
  return doc.getMap('notes')
}

export function settingsOf(doc: Y.Doc): Fields {
  return doc.getMap('settings')
}

/** Trusts what it finds: whoever takes a document from outside gives the graph to `parseGraph` next. */
export function graphFromDoc(doc: Y.Doc): Graph {
  const nodes = nodesOf(doc)
  return {
    schema: CURRENT_GRAPH_SCHEMA,
    nodes: sorted(nodes, nodeFrom).map((node) => withLivingParent(node, nodes)),
    edges: sorted(edgesOf(doc), edgeFrom).filter((edge) => nodes.has(edge.source) && nodes.has(edge.target)),
    notes: sorted(notesOf(doc), noteFrom).map((note) => withLivingParent(note, nodes)),
    settings: settingsFrom(settingsOf(doc)),
  }
}

export function docFromGraph(graph: Graph): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const node of graph.nodes) nodesOf(doc).set(node.id, fieldsOfNode(node))
    for (const edge of graph.edges) edgesOf(doc).set(edge.id, fieldsOf(edge))
    for (const note of graph.notes) notesOf(doc).set(note.id, fieldsOfNote(note))
    for (const [name, value] of Object.entries(graph.settings)) settingsOf(doc).set(name, value)
  })
  return doc
}

export function nodeFrom(fields: Fields): Node {
  const params = fields.get('params')
  const sample = fields.get('sample')
  return {
    ...plainFields(fields, 'params', 'sample'),
    params: params instanceof Y.Map ? paramsFrom(params) : {},
    ...(typeof sample === 'string' ? { sample: fromText(sample) } : {}),
  } as Node // see graphFromDoc: trusted here, parsed at the border
}

export function paramsFrom(params: Fields): JsonObject {
  return Object.fromEntries([...params.entries()].map(([name, text]) => [name, typeof text === 'string' ? fromText(text) : null]))
}

export function toText(value: Json): string {
  return JSON.stringify(value)
}

function fromText(text: string): Json {
  return JSON.parse(text)
}

export function edgeFrom(fields: Fields): Edge {
  return plainFields(fields) as Edge // as above
}

export function noteFrom(fields: Fields): Note {
  const text = fields.get('text')
  return { ...plainFields(fields, 'text'), text: text instanceof Y.Text ? text.toString() : '' } as Note // as above
}

export function settingsFrom(fields: Fields): GraphSettings {
  return { timeZone: 'UTC', ...plainFields(fields) }
}

export function fieldsOfNode(node: Node): Fields {
  const { params, sample, ...rest } = node
  const fields = fieldsOf(rest)
  if (sample !== undefined) fields.set('sample', toText(sample))
  fields.set('params', new Y.Map(Object.entries(params).map(([name, value]) => [name, toText(value)])))
  return fields
}

export function fieldsOfNote(note: Note): Fields {
  const { text, ...rest } = note
  const fields = fieldsOf(rest)
  fields.set('text', new Y.Text(text))
  return fields
}

export function fieldsOf(item: object): Fields {
  return new Y.Map(Object.entries(item).filter(([, value]) => value !== undefined))
}

function plainFields(fields: Fields, ...without: string[]): Record<string, unknown> {
  return Object.fromEntries([...fields.entries()].filter(([name]) => !without.includes(name)))
}

function sorted<Item extends { id: string }>(map: Y.Map<Fields>, from: (fields: Fields) => Item): Item[] {
  return [...map.entries()].map(([id, fields]) => ({ ...from(fields), id })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Without a parent that is gone. */
export function withLivingParent<Item extends { parentId?: string }>(item: Item, nodes: Y.Map<Fields>): Item {
  if (item.parentId === undefined || nodes.has(item.parentId)) return item
  const { parentId: _gone, ...rest } = item
  return rest as Item // Item without an optional field is still Item
}
