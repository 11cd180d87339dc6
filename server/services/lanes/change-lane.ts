import { and, eq, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import { lane, run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { RunRef } from '../../queue/doorbell'
import { lockedInOrder } from '../runs/locked-in-order'

export type LaneKey = { workspaceId: string; id: string; kind: 'flow' | 'workspace' | 'connection' }
export type LaneRow = typeof lane.$inferSelect
export type LaneChange = { paused?: boolean; most?: number | null; priority?: number }

const RUNG_AT_ONCE = 100
const REF = { id: run.id, workspaceId: run.workspaceId }

/** What stands in the way of the runs of a flow or a workspace, as usual if there is no row. `lock`: so it stays until this transaction is over. */
export async function laneOf(
  tx: Tx,
  { workspaceId, id }: Omit<LaneKey, 'kind'>,
  { lock = false } = {},
): Promise<Pick<LaneRow, 'pausedAt' | 'most' | 'priority'>> {
  if (lock) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`lane/${id}`}, 0))`) // there may be no row to lock
  const [found] = await tx
    .select()
    .from(lane)
    .where(and(eq(lane.workspaceId, workspaceId), eq(lane.id, id)))
  return found ?? { pausedAt: null, most: null, priority: 0 }
}

/**
 * Changes it: what is queued is put behind it, or let back into the queue when it holds nothing any more. Gives runs to ring for after
 * the commit: some are enough, the worker that hears of one looks for all.
 */
export async function changeLane(tx: Tx, { workspaceId, id, kind }: LaneKey, change: LaneChange): Promise<RunRef[]> {
  const before = await laneOf(tx, { workspaceId, id }, { lock: true })
  const pausedAt = change.paused === undefined ? before.pausedAt : change.paused ? (before.pausedAt ?? new Date()) : null
  const next = { pausedAt, most: change.most === undefined ? before.most : change.most, priority: change.priority ?? before.priority }
  const isUsual = next.pausedAt === null && next.most === null && next.priority === 0
  if (isUsual) await tx.delete(lane).where(and(eq(lane.workspaceId, workspaceId), eq(lane.id, id)))
  else
    await tx
      .insert(lane)
      .values({ workspaceId, id, kind, ...next })
      .onConflictDoUpdate({ target: [lane.workspaceId, lane.id], set: next })
  if (kind === 'connection') return []
  const its = kind === 'flow' ? eq(run.flowId, id) : undefined
  const queued = and(eq(run.workspaceId, workspaceId), eq(run.status, 'queued'), its)
  if (change.priority !== undefined && change.priority !== before.priority)
    await tx
      .update(run)
      .set({ priority: change.priority })
      .where(lockedInOrder(tx, and(queued, eq(run.mode, 'live'))))
  const holds = next.pausedAt !== null || next.most !== null
  if (holds)
    await tx
      .update(run)
      .set({ held: true })
      .where(lockedInOrder(tx, and(queued, not(run.held), or(not(run.tidies), isNull(run.cancelRequestedAt)))))
  if (next.pausedAt !== null) return []
  return holds ? someHeld(tx, and(queued, run.held)) : letBack(tx, and(queued, run.held))
}

export async function letBack(tx: Tx, held: SQL | undefined): Promise<RunRef[]> {
  const rows = await tx.update(run).set({ held: false, rungAt: null }).where(lockedInOrder(tx, held)).returning(REF)
  return rows.slice(0, RUNG_AT_ONCE)
}

function someHeld(tx: Tx, held: SQL | undefined): Promise<RunRef[]> {
  return tx.select(REF).from(run).where(held).limit(1)
}

/** The priority of a new run: of its flow, unless somebody sits in front of it and waits. */
export function priorityOf(workspaceId: string, flowId: string, mode: 'live' | 'test'): SQL<number> | number {
  if (mode === 'test') return HIGH
  return sql<number>`coalesce((select priority from lane where workspace_id = ${workspaceId} and id = ${flowId}), 0)`
}

export const PRIORITIES = { low: -1, normal: 0, high: 1 } as const
export const HIGH = PRIORITIES.high
export type Priority = keyof typeof PRIORITIES

export function priorityName(priority: number): Priority {
  return priority > 0 ? 'high' : priority < 0 ? 'low' : 'normal'
}
