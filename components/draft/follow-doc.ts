import type * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import {
  edgeFrom,
  edgesOf,
  type Fields,
  graphFromDoc,
  nodeFrom,
  nodesOf,
  noteFrom,
  notesOf,
  settingsFrom,
  settingsOf,
} from '@/flow/draft/document'
import { type GraphState, type GraphStore, stateOf } from './graph-store'

/** The graph of a draft, kept up with it. An edit to one node makes that node anew and leaves all others as they are. */
export function followDoc(doc: Y.Doc): { store: GraphStore; stop(): void } {
  const store = createStore<GraphState>(() => stateOf(graphFromDoc(doc)))

  function onTransaction(transaction: Y.Transaction) {
    const nodes = touched(transaction, nodesOf(doc))
    const edges = touched(transaction, edgesOf(doc))
    const notes = touched(transaction, notesOf(doc))
    const settings = transaction.changed.has(settingsOf(doc) as never) // Yjs types the keys more widely than it fills them
    if (nodes.size + edges.size + notes.size === 0 && !settings) return
    store.setState((state) => ({
      nodes: renewed(state.nodes, nodes, nodesOf(doc), nodeFrom),
      edges: renewed(state.edges, edges, edgesOf(doc), edgeFrom),
      notes: renewed(state.notes, notes, notesOf(doc), noteFrom),
      settings: settings ? settingsFrom(settingsOf(doc)) : state.settings,
    }))
  }

  doc.on('afterTransaction', onTransaction)
  return { store, stop: () => doc.off('afterTransaction', onTransaction) }
}

/** Ids of the entries of `map` that a transaction added, removed or changed, however deep inside. */
function touched(transaction: Y.Transaction, map: Y.Map<Fields>): Set<string> {
  const ids = new Set<string>()
  for (const event of transaction.changedParentTypes.get(map as never) ?? []) {
    const [id] = event.path
    if (typeof id === 'string') ids.add(id)
    else for (const key of event.keys.keys()) ids.add(key)
  }
  return ids
}

function renewed<Item>(
  before: ReadonlyMap<string, Item>,
  ids: ReadonlySet<string>,
  map: Y.Map<Fields>,
  from: (fields: Fields) => Item,
): ReadonlyMap<string, Item> {
  if (ids.size === 0) return before
  const after = new Map(before)
  for (const id of ids) {
    const fields = map.get(id)
    if (fields) after.set(id, from(fields))
    else after.delete(id)
  }
  return after
}
