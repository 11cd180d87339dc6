import * as Y from 'yjs'
import type { Clip } from '@/flow/draft/clip-schema'
import { edgesOf, graphFromDoc, nodesOf, notesOf, settingsOf } from '@/flow/draft/document'
import type { Graph } from '@/flow/graph/graph'

/**
 * A change that the server will not have, taken back where it stands: later ones build on its places in the document, so
 * it cannot simply be left out. Invariants:
 * - `hollow` holds the places of the change and nothing of what it said, and what undoes it; the server can take it instead;
 * - `undoing` undoes it in a document that has it, and gives way to what the same person did after it.
 */
export type TakenBack = { hollow: Uint8Array; undoing: Uint8Array; lost: Clip }

const REFUSED = Symbol('refused')

/** `state`: what the server has. Null: the change cannot be told apart from others that never arrived. */
export function takeBack(state: Uint8Array, change: Uint8Array, author: number): TakenBack | null {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, state)
    const known = Y.encodeStateVector(doc)
    const before = graphFromDoc(doc)
    const undo = new Y.UndoManager([nodesOf(doc), edgesOf(doc), notesOf(doc), settingsOf(doc)], { trackedOrigins: new Set([REFUSED]) })
    Y.applyUpdate(doc, change, REFUSED)
    if (doc.store.pendingStructs || doc.store.pendingDs) return null
    const lost = pieceOf(before, graphFromDoc(doc))
    // Of two who write the same thing at once, the higher number is believed: whoever wrote on after this change.
    doc.clientID = Math.floor(Math.random() * author)
    const undone: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => undone.push(update))
    undo.undo()
    return { hollow: hollowed(doc, known), undoing: undone.length > 0 ? Y.mergeUpdates(undone) : EMPTY, lost }
  } catch {
    return null // no document comes of it
  } finally {
    doc.destroy()
  }
}

const EMPTY = Y.encodeStateAsUpdate(new Y.Doc())

/** What was deleted keeps its place and loses its content when a document is read anew. */
function hollowed(doc: Y.Doc, known: Uint8Array): Uint8Array {
  const fresh = new Y.Doc()
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc))
  const update = Y.encodeStateAsUpdate(fresh, known)
  fresh.destroy()
  return update
}

/** The steps, lines and notes that the change made or changed, as they would have been: to be copied. */
function pieceOf(before: Graph, after: Graph): Clip {
  return {
    kaos: 'clip',
    nodes: changed(before.nodes, after.nodes),
    edges: changed(before.edges, after.edges),
    notes: changed(before.notes, after.notes),
  }
}

function changed<Item extends { id: string }>(before: readonly Item[], after: readonly Item[]): Item[] {
  const was = new Map(before.map((item) => [item.id, JSON.stringify(item)]))
  return after.filter((item) => was.get(item.id) !== JSON.stringify(item))
}
