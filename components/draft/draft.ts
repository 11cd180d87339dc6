import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { applyEdit } from '@/flow/draft/apply-edit'
import { edgesOf, graphFromDoc, nodesOf, notesOf, settingsOf } from '@/flow/draft/document'
import type { Edit } from '@/flow/draft/edits'
import type { Graph } from '@/flow/graph/graph'
import { followDoc } from './follow-doc'
import type { GraphStore } from './graph-store'
import { type Sync, syncDraft } from './sync'
import type { DraftTransport } from './transport'

/** A flow's draft, as one person edits it: here at once, safe in this browser, in step with the server. */
export type Draft = {
  graph: GraphStore
  sync: StoreApi<DraftState>
  /** Several edits are one step for undo. */
  edit(...edits: Edit[]): void
  undo(): void
  redo(): void
  snapshot(): Graph
  /** While a change is being taken in: whose it is; null for one's own. */
  changedBy(): string | null
  retryNow(): void
  /** Resolves once the server has everything, or cannot have it now. */
  settled(): Promise<void>
  /** Gives up what the server refuses and starts over from its state. */
  discardLocal(): Promise<void>
  close(): void
}

export type DraftState = { ready: boolean; canUndo: boolean; canRedo: boolean; status: ReturnType<Sync['status']['getState']> }

const MINE = Symbol('mine')
/** Typing within this time is one step for undo. */
const UNDO_PAUSE_MS = 500

/** `name` tells drafts (and the people who edit them on this computer) apart in IndexedDB. */
export function openDraft(name: string, transport: DraftTransport): Draft {
  const doc = new Y.Doc()
  const stored = new IndexeddbPersistence(name, doc)
  const followed = followDoc(doc)
  const undo = new Y.UndoManager([nodesOf(doc), edgesOf(doc), notesOf(doc), settingsOf(doc)], {
    trackedOrigins: new Set([MINE]),
    captureTimeout: UNDO_PAUSE_MS,
  })
  const state = createStore<DraftState>(() => ({ ready: false, canUndo: false, canRedo: false, status: { state: 'opening' } }))
  let sync: Sync | undefined
  let closed = false

  const onUndoChange = () => state.setState({ canUndo: undo.canUndo(), canRedo: undo.canRedo() })
  for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) undo.on(event, onUndoChange)

  const start = () => {
    if (closed) return
    sync = syncDraft(doc, transport)
    const hasCopy = Y.encodeStateVector(doc).length > 1
    const onStatus = (status: DraftState['status']) =>
      state.setState((before) => ({ status, ready: before.ready || hasCopy || status.state === 'saved' || status.state === 'saving' }))
    onStatus(sync.status.getState())
    sync.status.subscribe(onStatus)
  }
  // A browser may refuse storage (private windows); then the draft lives on the server alone.
  stored.whenSynced.then(start, start)

  const leave = () => sync?.leave()
  const online = () => sync?.retryNow()
  window.addEventListener('pagehide', leave)
  window.addEventListener('online', online)

  const close = () => {
    closed = true
    leave()
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('online', online)
    sync?.close()
    followed.stop()
    undo.destroy()
    void stored.destroy()
  }

  return {
    graph: followed.store,
    sync: state,
    edit: (...edits) => {
      doc.transact(() => {
        for (const edit of edits) applyEdit(doc, edit, MINE)
      }, MINE)
    },
    undo: () => undo.undo(),
    redo: () => undo.redo(),
    snapshot: () => graphFromDoc(doc),
    changedBy: () => sync?.by() ?? null,
    retryNow: online,
    settled: () =>
      new Promise((resolve) => {
        const done = ({ status }: DraftState) => status.state !== 'saving' && status.state !== 'opening'
        if (done(state.getState())) return resolve()
        const stop = state.subscribe((next) => {
          if (!done(next)) return
          stop()
          resolve()
        })
      }),
    discardLocal: async () => {
      sync?.close()
      await stored.clearData()
    },
    close,
  }
}
