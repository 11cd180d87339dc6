import { IndexeddbPersistence, storeState } from 'y-indexeddb'
import type * as Y from 'yjs'
import type { AsideStore } from './set-aside'

export type LocalStore = {
  /** Resolves once what was kept here is in the document, or it is known that nothing can be. */
  ready: Promise<void>
  aside: AsideStore
  /** Keeps what makes up the document as it came, while `apply` takes it in: Yjs would write all of it out once more. */
  takeWhole(update: Uint8Array, apply: () => void): void
  /** As they were written down; some of them put together. */
  changes(): Promise<Uint8Array[]>
  clear(): Promise<void>
  close(): void
}

const TRY_AGAIN_MS = 10_000
/** A write that is taken back is taken back within this time. */
const SETTLED_MS = 1_000
/** Nobody waits longer for what is kept here; what comes later is taken in, and sent, all the same. */
const PATIENCE_MS = 4_000
const ASIDE = 'set-aside'

/**
 * Keeps a document in this browser (IndexedDB). When it cannot, as in a private window or when the disk is full, `onFit` is
 * told; what was not kept is written as a whole when there is room again, so that no later change builds on one that is missing.
 */
export function storeHere(name: string, doc: Y.Doc, onFit: (fits: boolean) => void): LocalStore {
  const stored = new IndexeddbPersistence(name, doc)
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const onAbort = () => {
    if (closed) return
    onFit(false)
    clearTimeout(timer)
    timer = setTimeout(again, TRY_AGAIN_MS)
  }
  const again = () => {
    storeState(stored, true).then(() => {
      timer = setTimeout(() => onFit(true), SETTLED_MS)
    }, onAbort)
  }

  // The library lets no failure out: neither that the database does not open, nor that a write was taken back.
  const opened = stored._db.then(
    async (database) => {
      database.addEventListener('abort', onAbort)
      await stored.whenSynced
    },
    () => onFit(false),
  )
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))
  return {
    ready: Promise.race([opened, patience]),
    aside: { read: () => stored.get(ASIDE), write: (aside) => stored.set(ASIDE, aside as object as ArrayBuffer) }, // the database takes any plain data
    takeWhole: (update, apply) => {
      if (closed) return apply()
      doc.off('update', stored._storeUpdate)
      try {
        apply()
      } finally {
        doc.on('update', stored._storeUpdate)
      }
      stored._storeUpdate(update, null)
    },
    changes: async () => allIn((await stored._db).transaction('updates').objectStore('updates')),
    clear: () => stored.clearData(),
    close: () => {
      closed = true
      clearTimeout(timer)
      void stored.destroy().catch(() => {}) // it never opened
    },
  }
}

function allIn(store: IDBObjectStore): Promise<Uint8Array[]> {
  return new Promise((resolve, reject) => {
    const all = store.getAll()
    all.onsuccess = () => resolve(all.result)
    all.onerror = () => reject(all.error)
  })
}
