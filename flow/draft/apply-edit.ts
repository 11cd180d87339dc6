import * as Y from 'yjs'
import { renameReference } from '../expressions/references'
import type { Edge, Graph } from '../graph/graph'
import type { Json } from '../json'
import { mapTexts } from '../map-texts'
import { smallestChange } from '../smallest-change'
import {
  edgeFrom,
  edgesOf,
  type Fields,
  fieldsOf,
  fieldsOfNode,
  fieldsOfNote,
  graphFromDoc,
  nodesOf,
  notesOf,
  paramsFrom,
  settingsOf,
  toText,
} from './document'
import type { Edit, EditOf, NodePatch } from './edits'
import { removeNodes } from './remove-nodes'

/**
 * The one place a draft changes: canvas, API, import and tests all come through here.
 * `origin` says whose change it is; undo and sync tell changes apart by it.
 */
export function applyEdit(doc: Y.Doc, edit: Edit, origin?: unknown): void {
  doc.transact(() => apply(doc, edit), origin)
}

function apply(doc: Y.Doc, edit: Edit): void {
  switch (edit.type) {
    case 'node.add':
      nodesOf(doc).set(edit.node.id, fieldsOfNode(edit.node))
      break
    case 'node.move':
      move(nodesOf(doc), edit.moves)
      break
    case 'node.remove':
      removeNodes(doc, edit.ids, edit.heal)
      break
    case 'node.rename':
      rename(doc, edit)
      break
    case 'node.configure':
      configure(nodesOf(doc).get(edit.id), edit)
      break
    case 'node.patch':
      patch(nodesOf(doc).get(edit.id), edit.patch)
      break
    case 'node.pin':
      pin(nodesOf(doc).get(edit.id), edit)
      break
    case 'edge.connect':
      connect(doc, edit.edge)
      break
    case 'edge.disconnect':
      for (const id of edit.ids) edgesOf(doc).delete(id)
      break
    case 'edge.splice':
      splice(doc, edit)
      break
    case 'note.add':
      notesOf(doc).set(edit.note.id, fieldsOfNote(edit.note))
      break
    case 'note.move':
      move(notesOf(doc), edit.moves)
      break
    case 'note.resize':
      notesOf(doc).get(edit.id)?.set('size', edit.size)
      break
    case 'note.write':
      write(notesOf(doc).get(edit.id)?.get('text'), edit.text)
      break
    case 'note.remove':
      for (const id of edit.ids) notesOf(doc).delete(id)
      break
    case 'settings.set':
      for (const [name, value] of Object.entries(edit.settings)) {
        if (value === null) settingsOf(doc).delete(name)
        else if (value !== undefined) settingsOf(doc).set(name, value)
      }
      break
    case 'graph.paste':
      for (const node of edit.nodes) nodesOf(doc).set(node.id, fieldsOfNode(node))
      for (const edge of edit.edges) connect(doc, edge)
      for (const note of edit.notes) notesOf(doc).set(note.id, fieldsOfNote(note))
      break
    case 'graph.replace':
      replace(doc, edit.graph)
      break
  }
}

function move(items: Y.Map<Fields>, moves: EditOf<'node.move'>['moves']): void {
  for (const { id, position } of moves) items.get(id)?.set('position', position)
}

function rename(doc: Y.Doc, { id, label, key }: EditOf<'node.rename'>): void {
  const node = nodesOf(doc).get(id)
  if (!node) return
  const before = node.get('key')
  if (node.get('label') !== label) node.set('label', label)
  if (before === key || typeof before !== 'string') return
  node.set('key', key)
  for (const other of nodesOf(doc).values()) {
    const params = other.get('params')
    if (!(params instanceof Y.Map)) continue
    for (const [param, value] of Object.entries(paramsFrom(params))) {
      const renamed = mapTexts(value, (text) => renameReference(text, before, key))
      if (renamed !== value) params.set(param, toText(renamed))
    }
  }
}

function configure(node: Fields | undefined, { param, value }: EditOf<'node.configure'>): void {
  const params = node?.get('params')
  if (!(params instanceof Y.Map)) return
  if (value === undefined) params.delete(param)
  else params.set(param, toText(value))
}

function patch(node: Fields | undefined, changes: NodePatch): void {
  if (!node) return
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue
    if (name === 'sample') node.set(name, toText(value))
    else if (value === null) node.delete(name)
    else node.set(name, value)
  }
}

function pin(node: Fields | undefined, { sample, port }: EditOf<'node.pin'>): void {
  if (!node) return
  if (sample === undefined) node.delete('sample')
  else node.set('sample', toText(sample))
  if (sample === undefined || port === undefined) node.delete('samplePort')
  else node.set('samplePort', port)
}

/** Two nodes are joined once per port; drawing the same line again changes nothing. */
function connect(doc: Y.Doc, edge: Edge): void {
  const edges = edgesOf(doc)
  if (!nodesOf(doc).has(edge.source) || !nodesOf(doc).has(edge.target)) return
  for (const drawn of edges.values()) {
    const { source, sourcePort, target } = edgeFrom(drawn)
    if (source === edge.source && sourcePort === edge.sourcePort && target === edge.target) return
  }
  edges.set(edge.id, fieldsOf(edge))
}

function splice(doc: Y.Doc, { edgeId, nodeId, next }: EditOf<'edge.splice'>): void {
  const fields = edgesOf(doc).get(edgeId)
  if (!fields || !nodesOf(doc).has(nodeId)) return
  const { target } = edgeFrom(fields)
  fields.set('target', nodeId)
  connect(doc, { id: next.id, source: nodeId, sourcePort: next.sourcePort, target })
}

/** Changes only the middle that differs, so that what others type at the same time stays. */
function write(text: unknown, next: string): void {
  if (!(text instanceof Y.Text)) return
  const { from, to, insert } = smallestChange(text.toString(), next)
  text.delete(from, to - from)
  text.insert(from, insert)
}

function replace(doc: Y.Doc, next: Graph): void {
  const now = graphFromDoc(doc)
  replaceItems(nodesOf(doc), now.nodes, next.nodes, fieldsOfNode)
  replaceItems(edgesOf(doc), now.edges, next.edges, fieldsOf)
  replaceItems(notesOf(doc), now.notes, next.notes, fieldsOfNote)
  for (const name of settingsOf(doc).keys()) if (!Object.hasOwn(next.settings, name)) settingsOf(doc).delete(name)
  for (const [name, value] of Object.entries(next.settings)) settingsOf(doc).set(name, value)
}

function replaceItems<Item extends { id: string }>(
  map: Y.Map<Fields>,
  now: readonly Item[],
  next: readonly Item[],
  fields: (item: Item) => Fields,
): void {
  const wanted = new Set(next.map((item) => item.id))
  const standing = new Map(now.map((item) => [item.id, item]))
  for (const id of [...map.keys()]) if (!wanted.has(id)) map.delete(id)
  for (const item of next) {
    if (!same(standing.get(item.id), item)) map.set(item.id, fields(item))
  }
}

function same(a: object | undefined, b: object): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: object | undefined): string {
  return JSON.stringify(value, (_key, part: Json) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
