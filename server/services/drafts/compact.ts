import { and, asc, eq, gt, isNotNull, lte, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import { draft, draftUpdate, version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'

/**
 * What of a draft's updates is kept (history.decision.md). Invariants:
 * - base state + every row after `base_seq`, in order, gives the draft as it is now, and as it was at the end of each row;
 * - the last RECENT updates stay single; older ones are merged where one person made them in one go, never over a publication;
 * - of the rows that gives, the newest MOST_ROWS stay; what is older goes into the base.
 */
const RECENT = 500
export const MOST_ROWS = 3_000
/** Within this time, what one person does is one stretch. */
export const STRETCH_PAUSE_MS = 2 * 60_000
const LONGEST_STRETCH = 200

type UpdateRow = typeof draftUpdate.$inferSelect

/** Writes the draft up to `seq` into its state. While its row is locked. */
export async function compact(tx: Tx, { workspaceId }: Actor, flowId: string, { doc, seq }: { doc: Y.Doc; seq: number }): Promise<void> {
  await tx
    .update(draft)
    .set({
      state: Y.encodeStateAsUpdate(doc),
      throughSeq: seq,
      updatedAt: new Date(),
      baseState: sql`coalesce(${draft.baseState}, ${draft.state})`,
      baseSeq: sql`case when ${draft.baseState} is null then ${draft.throughSeq} else ${draft.baseSeq} end`,
    })
    .where(and(eq(draft.workspaceId, workspaceId), eq(draft.flowId, flowId)))
  await mergeStretches(tx, workspaceId, flowId, seq - RECENT)
  await trim(tx, workspaceId, flowId)
}

async function mergeStretches(tx: Tx, workspaceId: string, flowId: string, through: number): Promise<void> {
  if (through < 2) return
  const ofFlow = and(eq(draftUpdate.workspaceId, workspaceId), eq(draftUpdate.flowId, flowId))
  const published = await tx
    .select({ seq: version.draftSeq })
    .from(version)
    .where(and(eq(version.workspaceId, workspaceId), eq(version.flowId, flowId), isNotNull(version.draftSeq)))
  const ends = new Set(published.map((each) => each.seq))
  // Single rows that are old now, and the stretch before them, which may go on.
  const rows = await tx
    .select()
    .from(draftUpdate)
    .where(and(ofFlow, lte(draftUpdate.seq, through), gt(draftUpdate.seq, through - 2 * LONGEST_STRETCH)))
    .orderBy(asc(draftUpdate.seq))
  for (const stretch of stretches(rows, ends)) {
    const [first, last] = [stretch[0], stretch.at(-1)]
    if (!first || !last || first === last) continue
    await tx.delete(draftUpdate).where(and(ofFlow, gt(draftUpdate.seq, first.seq - 1), lte(draftUpdate.seq, last.seq)))
    await tx.insert(draftUpdate).values({
      ...last,
      span: spanOf(stretch),
      beganAt: first.beganAt ?? first.at,
      update: Y.mergeUpdates(stretch.map(({ update }) => update)),
    })
  }
}

function stretches(rows: readonly UpdateRow[], ends: ReadonlySet<number | null>): UpdateRow[][] {
  const found: UpdateRow[][] = []
  for (const row of rows) {
    const stretch = found.at(-1)
    const before = stretch?.at(-1)
    const goesOn =
      stretch &&
      before?.userId === row.userId &&
      !ends.has(before.seq) &&
      (row.beganAt ?? row.at).getTime() - before.at.getTime() < STRETCH_PAUSE_MS &&
      spanOf(stretch) + row.span <= LONGEST_STRETCH
    if (goesOn) stretch.push(row)
    else found.push([row])
  }
  return found
}

function spanOf(stretch: readonly UpdateRow[]): number {
  return stretch.reduce((sum, { span }) => sum + span, 0)
}

async function trim(tx: Tx, workspaceId: string, flowId: string): Promise<void> {
  const ofFlow = and(eq(draftUpdate.workspaceId, workspaceId), eq(draftUpdate.flowId, flowId))
  const [newestToGo] = await tx
    .select({ seq: draftUpdate.seq })
    .from(draftUpdate)
    .where(ofFlow)
    .orderBy(sql`${draftUpdate.seq} desc`)
    .offset(MOST_ROWS)
    .limit(1)
  if (!newestToGo) return
  const ofDraft = and(eq(draft.workspaceId, workspaceId), eq(draft.flowId, flowId))
  const [base] = await tx.select({ state: draft.baseState, seq: draft.baseSeq }).from(draft).where(ofDraft)
  if (!base?.state || base.seq >= newestToGo.seq) return
  const rows = await tx
    .select({ update: draftUpdate.update })
    .from(draftUpdate)
    .where(and(ofFlow, gt(draftUpdate.seq, base.seq), lte(draftUpdate.seq, newestToGo.seq)))
    .orderBy(asc(draftUpdate.seq))
  const doc = new Y.Doc()
  for (const update of [base.state, ...rows.map((row) => row.update)]) Y.applyUpdate(doc, update)
  await tx
    .update(draft)
    .set({ baseState: Y.encodeStateAsUpdate(doc), baseSeq: newestToGo.seq })
    .where(ofDraft)
  await tx.delete(draftUpdate).where(and(ofFlow, lte(draftUpdate.seq, newestToGo.seq)))
}
