import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clip } from '@/flow/draft/clip-schema'
import { type DraftTransport, PushRefused } from './transport'

/**
 * Keeps a local draft and the server's in step. Invariants:
 * - a local change stays in `pending` (and in IndexedDB, see open-draft.ts) until the server has confirmed it;
 * - one push is in flight at a time, at most one begins within PACE_MS, and it carries everything that was pending when it left;
 * - what the server sends is applied under the origin `REMOTE` and never pushed back;
 * - the first connection compares both documents, so changes of an earlier visit that never arrived are sent now;
 * - a change that is refused is found by halving what was sent, taken back and told of; those beside it are saved.
 */
export const REMOTE = Symbol('remote')

export type SyncStatus =
  | { state: 'opening' }
  | { state: 'saved' }
  | { state: 'saving' }
  | { state: 'offline'; kept: number }
  /** `gone`: the flow is not there, for now. */
  | { state: 'refused'; message: string; gone: boolean }

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
/** Letters come faster than they need to travel: those of so long go together. */
const PACE_MS = 100
/** Whoever may not write now may be let again. */
const REFUSED_RETRY_MS = 30_000

type Around = {
  /** A change was taken back because the server will not have it; what it was. */
  onSetAside?: (message: string, lost: Clip) => void
  /** The changes that make up the document, as this browser keeps them. */
  kept?: () => Promise<readonly Uint8Array[]>
  /** Keeps a document that comes whole, while `apply` takes it in. */
  takeWhole?: (update: Uint8Array, apply: () => void) => void
}

export function syncDraft(doc: Y.Doc, transport: DraftTransport, around: Around = {}): Sync {
  const { onSetAside, kept = async () => [], takeWhole = (_update, apply) => apply() } = around
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
  let pacing: ReturnType<typeof setTimeout> | undefined
  let stopListening: (() => void) | undefined

  const show = (next: SyncStatus) => {
    if (!closed) status.setState(next, true)
  }
  /** As long as nothing of this person is taken, that is what counts. */
  const showUnlessRefused = (next: SyncStatus) => {
    if (!refused) show(next)
  }

  const retryLater = () => {
    if (closed || retryTimer) return
    refused = false
    show({ state: 'offline', kept: pending.length })
    const wait = Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS)
    retryTimer = setTimeout(retryNow, wait)
  }

  const applyFrom = (update: Uint8Array, author: string | null) => {
    takingIn = { by: author }
    Y.applyUpdate(doc, update, REMOTE)
    takingIn = null
  }

  /** The first of all: nothing listens meanwhile, as Yjs writes out for listeners what it takes in. */
  const applyWhole = (state: Uint8Array) => {
    doc.off('update', onUpdate)
    try {
      takeWhole(state, () => applyFrom(state, null))
    } finally {
      doc.on('update', onUpdate)
    }
  }

  const lost = () => {
    connected = false
    stopListening?.()
    stopListening = undefined
    retryLater()
  }

  const connect = async () => {
    if (connecting || connected || closed) return
    connecting = true
    try {
      const { state, seq } = await transport.open()
      if (closed) return
      const wasEmpty = Y.encodeStateVector(doc).length <= 1
      if (wasEmpty) applyWhole(state)
      else applyFrom(state, null)
      const missing = wasEmpty ? null : missingAt(state, doc)
      // In its parts: should one be refused, the others need not be.
      if (!missing) pending = []
      else if (missingAt(state, doc, pending)) pending = await inParts(state, missing)
      if (closed) return
      connected = true
      failures = 0
      stopListening = transport.listen(seq, { onUpdate: applyFrom, onLost: lost })
      if (pending.length === 0) refused = false
      showUnlessRefused({ state: 'saved' })
    } catch (error) {
      if (error instanceof PushRefused) refuse(error)
      else retryLater()
    } finally {
      connecting = false
    }
    void pump()
  }

  /** What an earlier visit left, as it was written down then, if that is all of it; and what this one adds meanwhile. */
  const inParts = async (state: Uint8Array, missing: Uint8Array): Promise<Uint8Array[]> => {
    const before = pending
    const parts = newsAmong(state, await kept().catch(() => []))
    const since = pending.filter((update) => !before.includes(update))
    return missingAt(state, doc, [...parts, ...since]) ? [missing, ...since] : [...parts, ...since]
  }

  const pump = async () => {
    if (!connected || pushing || closed || pending.length === 0) return
    showUnlessRefused({ state: 'saving' })
    if (pacing) return
    pacing = setTimeout(() => {
      pacing = undefined
      void pump()
    }, PACE_MS)
    pushing = true
    try {
      await deliver(pending)
      refused = false
      show({ state: pending.length > 0 ? 'saving' : 'saved' })
    } catch (error) {
      if (error instanceof PushRefused) refuse(error)
      else lost()
    } finally {
      pushing = false
    }
    void pump()
  }

  /** All in one; when that is refused, in halves, down to the change that is not wanted. */
  const deliver = async (sent: readonly Uint8Array[]): Promise<void> => {
    try {
      await transport.push(Y.mergeUpdates([...sent]))
      delivered(sent)
    } catch (error) {
      const [change, ...more] = sent
      if (!(error instanceof PushRefused) || error.of !== 'change' || !change) throw error
      if (more.length === 0) return setAside(change, error)
      const half = Math.ceil(sent.length / 2)
      await deliver(sent.slice(0, half))
      await deliver(sent.slice(half))
    }
  }

  const delivered = (sent: readonly Uint8Array[]) => {
    pending = pending.filter((update) => !sent.includes(update))
  }

  const setAside = async (change: Uint8Array, refusal: PushRefused) => {
    const [{ state }, { takeBack }] = await Promise.all([transport.open(), import('./take-back')])
    const taken = takeBack(state, change, doc.clientID)
    if (!taken) throw refusal
    await transport.push(taken.hollow)
    delivered([change])
    applyFrom(taken.undoing, null)
    onSetAside?.(refusal.message, taken.lost)
  }

  /** Nothing of it is taken now: kept here, and tried again later. */
  const refuse = (error: PushRefused) => {
    refused = true
    connected = false
    stopListening?.()
    stopListening = undefined
    show({ state: 'refused', message: error.message, gone: error.of === 'flow' })
    clearTimeout(retryTimer)
    if (!closed) retryTimer = setTimeout(retryNow, REFUSED_RETRY_MS)
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
      clearTimeout(pacing)
      stopListening?.()
    },
  }
}

/** What `doc` has and the server's `state` has not, even with `more`; null when they are equal. */
function missingAt(state: Uint8Array, doc: Y.Doc, more: readonly Uint8Array[] = []): Uint8Array | null {
  const server = new Y.Doc()
  for (const update of [state, ...more]) Y.applyUpdate(server, update)
  const equal = Y.equalSnapshots(Y.snapshot(server), Y.snapshot(doc))
  const missing = equal ? null : Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server))
  server.destroy()
  return missing
}

/** Those of them that tell the server something, in their order. */
function newsAmong(state: Uint8Array, updates: readonly Uint8Array[]): Uint8Array[] {
  const server = new Y.Doc()
  Y.applyUpdate(server, state)
  let told = false
  server.on('update', () => {
    told = true
  })
  const news = updates.filter((update) => {
    told = false
    Y.applyUpdate(server, update)
    return told || server.store.pendingStructs !== null
  })
  server.destroy()
  return news
}
