import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type DraftTransport, PushRefused } from './transport'

/**
 * Keeps a local draft and the server's in step. Invariants:
 * - a local change stays in `pending` (and in IndexedDB, see open-draft.ts) until the server has confirmed it;
 * - one push is in flight at a time, and it carries everything that was pending when it left;
 * - what the server sends is applied under the origin `REMOTE` and never pushed back;
 * - every (re)connection compares both documents, so changes of an earlier visit that never arrived are sent now.
 */
export const REMOTE = Symbol('remote')

export type SyncStatus =
  | { state: 'opening' }
  | { state: 'saved' }
  | { state: 'saving' }
  | { state: 'offline'; kept: number }
  | { state: 'refused'; message: string }

export type Sync = {
  status: StoreApi<SyncStatus>
  /** While a change of others is being applied: whose it is, if that is known. */
  takingIn(): { by: string | null } | null
  retryNow(): void
  leave(): void
  close(): void
}

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 20_000

export function syncDraft(doc: Y.Doc, transport: DraftTransport): Sync {
  const status = createStore<SyncStatus>(() => ({ state: 'opening' }))
  let pending: Uint8Array[] = []
  let connected = false
  let connecting = false
  let pushing = false
  let refused = false
  let closed = false
  let failures = 0
  let takingIn: { by: string | null } | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let stopListening: (() => void) | undefined

  const show = (next: SyncStatus) => {
    if (!closed) status.setState(next, true)
  }

  const retryLater = () => {
    if (closed || refused || retryTimer) return
    show({ state: 'offline', kept: pending.length })
    const wait = Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS)
    retryTimer = setTimeout(retryNow, wait)
  }

  const applyFrom = (update: Uint8Array, author: string | null) => {
    takingIn = { by: author }
    Y.applyUpdate(doc, update, REMOTE)
    takingIn = null
  }

  const lost = () => {
    connected = false
    stopListening?.()
    stopListening = undefined
    retryLater()
  }

  const connect = async () => {
    if (connecting || connected || closed || refused) return
    connecting = true
    try {
      const { state, seq } = await transport.open()
      if (closed) return
      const wasEmpty = Y.encodeStateVector(doc).length <= 1
      applyFrom(state, null)
      const missing = wasEmpty ? null : missingAt(state, doc)
      pending = missing ? [missing] : []
      connected = true
      failures = 0
      stopListening = transport.listen(seq, { onUpdate: applyFrom, onLost: lost })
      show({ state: 'saved' })
    } catch (error) {
      if (error instanceof PushRefused) refuse(error)
      else retryLater()
    } finally {
      connecting = false
    }
    void pump()
  }

  const pump = async () => {
    if (!connected || pushing || closed || refused || pending.length === 0) return
    const sent = pending
    pushing = true
    show({ state: 'saving' })
    try {
      await transport.push(Y.mergeUpdates(sent))
      pending = pending.filter((update) => !sent.includes(update))
      show({ state: pending.length > 0 ? 'saving' : 'saved' })
    } catch (error) {
      if (error instanceof PushRefused) refuse(error)
      else lost()
    } finally {
      pushing = false
    }
    void pump()
  }

  const refuse = (error: PushRefused) => {
    refused = true
    show({ state: 'refused', message: error.message })
  }

  const retryNow = () => {
    clearTimeout(retryTimer)
    retryTimer = undefined
    void connect()
  }

  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === REMOTE) return
    pending = [...pending, update]
    if (!connected && status.getState().state === 'offline') show({ state: 'offline', kept: pending.length })
    void pump()
  }

  doc.on('update', onUpdate)
  void connect()

  return {
    status,
    takingIn: () => takingIn,
    retryNow,
    leave: () => {
      if (pending.length > 0 && !refused) transport.pushOnLeave(Y.mergeUpdates(pending))
    },
    close: () => {
      closed = true
      doc.off('update', onUpdate)
      clearTimeout(retryTimer)
      stopListening?.()
    },
  }
}

/** What `doc` has and the server's `state` has not; null when they are equal. */
function missingAt(state: Uint8Array, doc: Y.Doc): Uint8Array | null {
  const server = new Y.Doc()
  Y.applyUpdate(server, state)
  const equal = Y.equalSnapshots(Y.snapshot(server), Y.snapshot(doc))
  const missing = equal ? null : Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server))
  server.destroy()
  return missing
}
