import { and, asc, eq, gt } from 'drizzle-orm'
import * as Y from 'yjs'
import { draft, draftUpdate } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

export type LoadedDraft = {
  doc: Y.Doc
  /** Of the last update in `doc`. */
  seq: number
  /** What the compacted state holds; later updates are rows. */
  throughSeq: number
}

/** As it is stored: updates that together make the draft. `lock`: nobody else changes it until this transaction ends. */
export async function draftUpdates(tx: Tx, { workspaceId }: Actor, flowId: string, { lock = false } = {}) {
  const query = tx
    .select({ state: draft.state, throughSeq: draft.throughSeq })
    .from(draft)
    .where(and(eq(draft.workspaceId, workspaceId), eq(draft.flowId, flowId)))
  const [base] = await (lock ? query.for('update') : query)
  if (!base) throw notFound('flow')
  const later = await tx
    .select({ seq: draftUpdate.seq, update: draftUpdate.update })
    .from(draftUpdate)
    .where(and(eq(draftUpdate.workspaceId, workspaceId), eq(draftUpdate.flowId, flowId), gt(draftUpdate.seq, base.throughSeq)))
    .orderBy(asc(draftUpdate.seq))
  const updates = [base.state, ...later.map(({ update }) => update)]
  return { updates, seq: later.at(-1)?.seq ?? base.throughSeq, throughSeq: base.throughSeq }
}

/** `lock`: see above. Whoever changes it takes it (take-draft.ts). */
export async function loadDraft(tx: Tx, actor: Actor, flowId: string, { lock = false } = {}): Promise<LoadedDraft> {
  const { updates, ...numbers } = await draftUpdates(tx, actor, flowId, { lock })
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return { doc, ...numbers }
}
