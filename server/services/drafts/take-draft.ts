import { and, asc, eq, gte } from 'drizzle-orm'
import * as Y from 'yjs'
import { draft, draftUpdate } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'
import { draftUpdates } from './load-draft'
import { createWarmDrafts } from './warm'

/** A draft that is about to be changed. */
export type DraftInHand = {
  doc: Y.Doc
  /** Of the last update in `doc`. */
  seq: number
  /** What the compacted state holds; later updates are rows. */
  throughSeq: number
  /** Of all its updates. */
  bytes: number
  /** It is known to be a graph: what a change does not touch need not be looked at again. */
  checked: boolean
}

const warm = createWarmDrafts()

/** As it is stored now, for the caller alone: nobody else changes it until this transaction ends. */
export async function takeDraft(tx: Tx, actor: Actor, flowId: string): Promise<DraftInHand> {
  const { workspaceId } = actor
  const [stored] = await tx
    .select({ throughSeq: draft.throughSeq })
    .from(draft)
    .where(and(eq(draft.workspaceId, workspaceId), eq(draft.flowId, flowId)))
    .for('update')
  if (!stored) throw notFound('flow')
  const { throughSeq } = stored
  const known = warm.take(keyOf(workspaceId, flowId))
  if (known) {
    const rows = await tx
      .select({ seq: draftUpdate.seq, update: draftUpdate.update })
      .from(draftUpdate)
      .where(and(eq(draftUpdate.workspaceId, workspaceId), eq(draftUpdate.flowId, flowId), gte(draftUpdate.seq, known.seq)))
      .orderBy(asc(draftUpdate.seq))
    const [same, ...later] = rows
    if (same?.seq === known.seq && Buffer.compare(same.update, known.last) === 0) {
      for (const { update } of later) Y.applyUpdate(known.doc, update)
      const bytes = known.bytes + sizeOf(later.map(({ update }) => update))
      return { doc: known.doc, seq: rows.at(-1)?.seq ?? known.seq, throughSeq, bytes, checked: true }
    }
  }
  const { updates, seq } = await draftUpdates(tx, actor, flowId)
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return { doc, seq, throughSeq, bytes: sizeOf(updates), checked: false }
}

/** For whoever changes it next. What was just added to it is `last`, its number `seq`. */
export function keepDraft({ workspaceId }: Actor, flowId: string, { doc, bytes }: DraftInHand, last: Uint8Array, seq: number): void {
  warm.put(keyOf(workspaceId, flowId), { doc, seq, last, bytes: bytes + last.byteLength })
}

function keyOf(workspaceId: string, flowId: string): string {
  return `${workspaceId} ${flowId}`
}

function sizeOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
}
