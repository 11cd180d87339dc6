import { and, asc, eq, gt, lte } from 'drizzle-orm'
import * as Y from 'yjs'
import { draft, draftUpdate } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

export type History = {
  /** The draft as it was where the history begins. */
  doc: Y.Doc
  seq: number
  rows: Pick<typeof draftUpdate.$inferSelect, 'seq' | 'update' | 'userId' | 'at'>[]
}

/** Where the history of a draft begins, and the updates from there up to `through`. */
export async function loadHistory(tx: Tx, { workspaceId }: Actor, flowId: string, through: number): Promise<History> {
  const { state, seq } = await baseOf(tx, workspaceId, flowId)
  const rows = await tx
    .select({ seq: draftUpdate.seq, update: draftUpdate.update, userId: draftUpdate.userId, at: draftUpdate.at })
    .from(draftUpdate)
    .where(
      and(
        eq(draftUpdate.workspaceId, workspaceId),
        eq(draftUpdate.flowId, flowId),
        gt(draftUpdate.seq, seq),
        lte(draftUpdate.seq, through),
      ),
    )
    .orderBy(asc(draftUpdate.seq))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return { doc, seq, rows }
}

/** Until the first compaction the draft's own state is where it begins. */
export async function baseOf(tx: Tx, workspaceId: string, flowId: string): Promise<{ state: Uint8Array; seq: number }> {
  const [row] = await tx
    .select({ state: draft.state, throughSeq: draft.throughSeq, baseState: draft.baseState, baseSeq: draft.baseSeq })
    .from(draft)
    .where(and(eq(draft.workspaceId, workspaceId), eq(draft.flowId, flowId)))
  if (!row) throw notFound('flow')
  return row.baseState ? { state: row.baseState, seq: row.baseSeq } : { state: row.state, seq: row.throughSeq }
}
