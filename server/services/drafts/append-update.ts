import { and, desc, eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { edgesOf, graphFromDoc, nodesOf, notesOf } from '@/flow/draft/document'
import { touchedPart } from '@/flow/draft/touched-part'
import { type Graph, MOST_ITEMS } from '@/flow/graph/graph'
import { parseGraph } from '@/flow/graph/upgrade'
import { draftUpdate, flow } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import { authorOf } from '../call'
import { announce } from '../live/bus'
import { ServiceError } from '../service-error'
import { compact } from './compact'
import { keepDraft, takeDraft } from './take-draft'

/**
 * Draft sync, the server's half. Invariants:
 * - updates of a flow are numbered 1, 2, 3 … without a gap: the draft row is locked while one is added;
 * - what is stored always derives a graph that parses, whoever sent the update: of a draft that did, what a change touched is parsed;
 * - `draft.state` holds everything up to `throughSeq`; updates stay as rows, so that a client resumes from its own number and
 *   the history can be shown (compact.ts); one that is further behind gets the whole state instead.
 */
export const COMPACT_EVERY = 100

/** A row of audit for each stretch of editing: one for every keystroke would tell less, not more. */
const SAME_STRETCH_MS = 10 * 60_000

/** Adds what `change` does to the draft, and gives its number. @throws ServiceError `invalid` when the draft would no longer be a graph */
export async function appendUpdate(tx: Tx, actor: Actor, flowId: string, change: (doc: Y.Doc) => void): Promise<number> {
  const draft = await takeDraft(tx, actor, flowId)
  const { doc } = draft
  const touched = touchedPart(doc)
  const update = updateBy(doc, change)
  assertGraph(touched.take)
  if (!draft.checked || isFull(doc)) assertGraph(() => graphFromDoc(doc))
  const seq = draft.seq + 1
  const userId = authorOf(actor)
  const [before] = await tx
    .select({ userId: draftUpdate.userId, at: draftUpdate.at })
    .from(draftUpdate)
    .where(and(eq(draftUpdate.workspaceId, actor.workspaceId), eq(draftUpdate.flowId, flowId)))
    .orderBy(desc(draftUpdate.seq))
    .limit(1)
  await tx.insert(draftUpdate).values({ workspaceId: actor.workspaceId, flowId, seq, update, userId })
  await tx.update(flow).set({ updatedAt: new Date() }).where(eq(flow.id, flowId))
  if (seq - draft.throughSeq >= COMPACT_EVERY) await compact(tx, actor, flowId, { doc, seq })
  const goesOn = before?.userId === userId && Date.now() - before.at.getTime() < SAME_STRETCH_MS
  if (!goesOn) await record(tx, actor, 'draft.edited', { type: 'flow', id: flowId }, { fromSeq: seq })
  keepDraft(actor, flowId, draft, update, seq)
  return seq
}

/** After the commit. */
export function announceUpdate(flowId: string, seq: number): Promise<void> {
  return announce(`draft:${flowId}`, { seq })
}

function updateBy(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => updates.push(update)
  doc.on('update', collect)
  try {
    change(doc)
  } catch {
    throw new ServiceError('invalid', 'These changes could not be read. Reload the page and try again.')
  } finally {
    doc.off('update', collect)
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) {
    throw new ServiceError('invalid', 'These changes build on others that never arrived. Reload the page and try again.')
  }
  return Y.mergeUpdates(updates)
}

function isFull(doc: Y.Doc): boolean {
  return nodesOf(doc).size > MOST_ITEMS.nodes || edgesOf(doc).size > MOST_ITEMS.edges || notesOf(doc).size > MOST_ITEMS.notes
}

function assertGraph(read: () => Graph): void {
  const result = parse(read)
  if (result.ok) return
  const message = result.problems[0]?.message ?? 'they are not in its form.'
  throw new ServiceError('invalid', isSentence(message) ? message : `These changes do not make a flow: ${message}`)
}

function isSentence(message: string): boolean {
  return /^[A-Z].*\.$/.test(message)
}

function parse(read: () => Graph): ReturnType<typeof parseGraph> {
  try {
    return parseGraph(read())
  } catch {
    // A document with other types where maps are expected; whoever reads it trusts that they are maps.
    return { ok: false, problems: [] }
  }
}
