import * as Y from 'yjs'
import { mapTexts } from '../map-texts'
import { renameReference } from '../expressions/rename-reference'
import type { Edge, Graph } from '../graph/graph'
import type { Json } from '../json'
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
  settingsOf,
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
      return
    case 'node.move':
      return move(nodesOf(doc), edit.moves)
    case 'node.remove':
      return removeNodes(doc, edit.ids, edit.heal)
    case 'node.rename':
      return rename(doc, edit)
    case 'node.configure':
      return configure(nodesOf(doc).get(edit.id), edit)
    case 'node.patch':
      return patch(nodesOf(doc).get(edit.id), edit.patch)
    case 'edge.connect':
      return connect(doc, edit.edge)
    case 'edge.disconnect':
      for (const id of edit.ids) edgesOf(doc).delete(id)
      return
    case 'edge.splice':
      return splice(doc, edit)
    case 'note.add':
      notesOf(doc).set(edit.note.id, fieldsOfNote(edit.note))
      return
    case 'note.move':
      return move(notesOf(doc), edit.moves)
    case 'note.resize':
      notesOf(doc).get(edit.id)?.set('size', edit.size)
      return
    case 'note.write':
      return write(notesOf(doc).get(edit.id)?.get('text'), edit.text)
    case 'note.remove':
      for (const id of edit.ids) notesOf(doc).delete(id)
      return
    case 'settings.set':
      for (const [name, value] of Object.entries(edit.settings)) settingsOf(doc).set(name, value)
      return
    case 'graph.paste':
      for (const node of edit.nodes) nodesOf(doc).set(node.id, fieldsOfNode(node))
      for (const edge of edit.edges) connect(doc, edge)
      for (const note of edit.notes) notesOf(doc).set(note.id, fieldsOfNote(note))
      return
    case 'graph.replace':
      return replace(doc, edit.graph)
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
    for (const [param, value] of params.entries()) {
      const renamed = mapTexts(value, (text) => renameReference(text, before, key))
      if (renamed !== value) params.set(param, renamed)
    }
  }
}

function configure(node: Fields | undefined, { param, value }: EditOf<'node.configure'>): void {
  const params = node?.get('params')
  if (!(params instanceof Y.Map)) return
  if (value === undefined) params.delete(param)
  else params.set(param, value)
}

function patch(node: Fields | undefined, changes: NodePatch): void {
  if (!node) return
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue
    if (value === null && name !== 'sample') node.delete(name)
    else node.set(name, value)
  }
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
  const now = text.toString()
  const shorter = Math.min(now.length, next.length)
  let head = 0
  while (head < shorter && now[head] === next[head]) head++
  let tail = 0
  while (tail < shorter - head && now[now.length - 1 - tail] === next[next.length - 1 - tail]) tail++
  text.delete(head, now.length - head - tail)
  text.insert(head, next.slice(head, next.length - tail))
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

function same(a: unknown, b: unknown): boolean {
  return canonical(a as Json) === canonical(b as Json) // both come from graphs, which are JSON
}

function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_key, part: Json) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
