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
import { touchedIn } from '@/flow/draft/touched-in'
import { type GraphState, type GraphStore, stateOf } from './graph-store'

/** The graph of a draft, kept up with it. An edit to one node makes that node anew and leaves all others as they are. */
export function followDoc(doc: Y.Doc): { store: GraphStore; stop(): void } {
  const store = createStore<GraphState>(() => stateOf(graphFromDoc(doc)))
  const nodes = touchedIn(nodesOf(doc))
  const edges = touchedIn(edgesOf(doc))
  const notes = touchedIn(notesOf(doc))
  const settings = touchedIn(settingsOf(doc))

  /** All that a transaction touched in one change of the store, so that nobody sees half an edit. */
  function onTransaction() {
    if (nodes.ids.size + edges.ids.size + notes.ids.size + settings.ids.size === 0) return
    store.setState((state) => ({
      nodes: renewed(state.nodes, nodes.take(), nodesOf(doc), nodeFrom),
      edges: renewed(state.edges, edges.take(), edgesOf(doc), edgeFrom),
      notes: renewed(state.notes, notes.take(), notesOf(doc), noteFrom),
      settings: settings.take().size > 0 ? settingsFrom(settingsOf(doc)) : state.settings,
    }))
  }

  doc.on('afterTransaction', onTransaction)
  return {
    store,
    stop: () => {
      doc.off('afterTransaction', onTransaction)
      for (const each of [nodes, edges, notes, settings]) each.stop()
    },
  }
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
