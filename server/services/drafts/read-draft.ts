import { and, eq, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import { graphFromDoc } from '@/flow/draft/document'
import type { Graph } from '@/flow/graph/graph'
import { draft, draftUpdate } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { processWide } from '../../process-wide'
import type { Actor } from '../actor'
import { notFound } from '../call'
import { draftUpdates } from './load-draft'
import { createWarmDrafts } from './warm'

/** A draft as it is stored, to be looked at. */
export type DraftReading = {
  /** Of its last update. */
  seq: number
  /** Of all its updates. */
  bytes: number
  /** All of it as one Yjs update, in base64. */
  state(): string
  /** For everybody who asks: nobody changes it. */
  graph(): Graph
}

/** Whoever opens a flow asks for its draft three times within a second or two. */
const IDLE_MS = 10_000

/**
 * What was read lately. Invariants:
 * - whoever asks was let in before, and the number of the draft's last update is read each time, in the caller's transaction;
 * - it is kept for that number alone, and only where nothing was written in the transaction, which may yet fail.
 */
const lately = processWide('drafts read lately', () => createWarmDrafts<DraftReading>({ idleMs: IDLE_MS }))

/** For a transaction that only reads, of somebody who may read the flow. @throws ServiceError `not_found` */
export async function readDraft(tx: Tx, actor: Actor, flowId: string): Promise<DraftReading> {
  const key = `${actor.workspaceId} ${flowId}`
  const seq = await lastSeq(tx, actor, flowId)
  const known = lately.take(key)
  if (known?.seq === seq) {
    lately.put(key, known)
    return known
  }
  const { updates, seq: readSeq } = await draftUpdates(tx, actor, flowId)
  const reading = readingOf(updates, readSeq)
  lately.put(key, reading)
  return reading
}

async function lastSeq(tx: Tx, { workspaceId }: Actor, flowId: string): Promise<number> {
  const [found] = await tx
    .select({
      seq: sql`greatest(${draft.throughSeq}, (select max(${draftUpdate.seq}) from ${draftUpdate}
        where ${draftUpdate.workspaceId} = ${workspaceId} and ${draftUpdate.flowId} = ${flowId}))`.mapWith(Number),
    })
    .from(draft)
    .where(and(eq(draft.workspaceId, workspaceId), eq(draft.flowId, flowId)))
  if (!found) throw notFound('flow')
  return found.seq
}

function readingOf(stored: Uint8Array[], seq: number): DraftReading {
  const bytes = stored.reduce((sum, { byteLength }) => sum + byteLength, 0)
  let updates = stored
  let graph: Graph | undefined
  let state: string | undefined
  return {
    seq,
    bytes,
    state: () => {
      state ??= Buffer.from(Y.mergeUpdates(updates)).toString('base64')
      return state
    },
    graph: () => {
      if (graph) return graph
      // What was deleted is handed on as it is stored.
      const doc = new Y.Doc({ gc: false })
      for (const update of updates) Y.applyUpdate(doc, update)
      graph = graphFromDoc(doc)
      // Written out of a document, they are one for a fifth of what merging them takes.
      if (state === undefined) updates = [Y.encodeStateAsUpdate(doc)]
      return graph
    },
  }
}
