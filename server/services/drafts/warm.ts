import type * as Y from 'yjs'

/** A draft that is a graph, as it was when `last`, its update number `seq`, had been added to it. */
export type WarmDraft = {
  doc: Y.Doc
  seq: number
  last: Uint8Array
  /** Of all its updates. */
  bytes: number
}

/** A document in memory is some twelve times what it is stored in. */
const MOST_BYTES = 8_000_000
const IDLE_MS = 2 * 60_000

/**
 * Drafts that are being edited, so that a letter that is typed does not read all of a flow again. Whoever takes one has it alone,
 * and puts it back only if it is still what was stored. Others may have added to it meanwhile, and the transaction that put it
 * back may have failed: `last` tells (see take-draft.ts).
 */
export function createWarmDrafts<Draft extends { bytes: number } = WarmDraft>({ mostBytes = MOST_BYTES, idleMs = IDLE_MS } = {}) {
  // In the order they were used.
  const kept = new Map<string, { draft: Draft; timer: NodeJS.Timeout }>()
  let bytes = 0

  const take = (key: string): Draft | undefined => {
    const found = kept.get(key)
    if (!found) return undefined
    clearTimeout(found.timer)
    kept.delete(key)
    bytes -= found.draft.bytes
    return found.draft
  }

  return {
    take,
    put(key: string, draft: Draft) {
      take(key)
      if (draft.bytes > mostBytes) return
      kept.set(key, { draft, timer: setTimeout(() => take(key), idleMs).unref() })
      bytes += draft.bytes
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break
        take(oldest)
      }
    },
  }
}
