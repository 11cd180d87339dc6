import type * as Y from 'yjs'
import { CURRENT_GRAPH_SCHEMA } from '../graph/current-schema'
import type { Graph } from '../graph/graph'
import {
  edgeFrom,
  edgesOf,
  type Fields,
  nodeFrom,
  nodesOf,
  noteFrom,
  notesOf,
  settingsFrom,
  settingsOf,
  withLivingParent,
} from './document'
import { touchedIn } from './touched-in'

/**
 * Watches a document, and gives what was touched since as a graph of its own, with the settings: what has to be looked at for
 * a document that was a graph to be one still. Lines are in it whether there is a node at their ends or not.
 */
export function touchedPart(doc: Y.Doc): { take(): Graph } {
  const [nodes, edges, notes] = [touchedIn(nodesOf(doc)), touchedIn(edgesOf(doc)), touchedIn(notesOf(doc))]
  return {
    take: () => {
      for (const each of [nodes, edges, notes]) each.stop()
      return {
        schema: CURRENT_GRAPH_SCHEMA,
        nodes: entriesOf(nodesOf(doc), nodes.ids, nodeFrom).map((node) => withLivingParent(node, nodesOf(doc))),
        edges: entriesOf(edgesOf(doc), edges.ids, edgeFrom),
        notes: entriesOf(notesOf(doc), notes.ids, noteFrom).map((note) => withLivingParent(note, nodesOf(doc))),
        settings: settingsFrom(settingsOf(doc)),
      }
    },
  }
}

function entriesOf<Item extends object>(map: Y.Map<Fields>, ids: Iterable<string>, from: (fields: Fields) => Item): Item[] {
  return [...ids].flatMap((id) => {
    const fields = map.get(id)
    return fields === undefined ? [] : [{ ...from(fields), id }]
  })
}
