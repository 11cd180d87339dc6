import { and, eq, isNull, not, or, sql } from 'drizzle-orm'
import { isOneOf, plainList } from '../../db/is-one-of'
import { lane, run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { RunRef } from '../../queue/doorbell'
import { lockedInOrder } from '../runs/locked-in-order'
import { letBack } from './change-lane'

type Paused = { changed: string[]; freed: RunRef[] }

/**
 * As `changeLane` of each of many flows that pauses it or lets it go on: in as many statements as for one. Each is under its
 * lock, always in the same order.
 */
export async function pauseFlows(tx: Tx, workspaceId: string, ids: readonly string[], paused: boolean): Promise<Paused> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('lane/' || id, 0))
    from (select id from unnest(${plainList(ids)}::text[]) as id order by id) each`)
  const lanes = await tx
    .select({ id: lane.id, pausedAt: lane.pausedAt, most: lane.most })
    .from(lane)
    .where(and(eq(lane.workspaceId, workspaceId), isOneOf(lane.id, ids)))
  const before = new Map(lanes.map((each) => [each.id, each]))
  const changed = ids.filter((id) => ((before.get(id)?.pausedAt ?? null) !== null) !== paused)
  const queued = and(eq(run.workspaceId, workspaceId), eq(run.status, 'queued'))
  if (paused) {
    await tx.execute(sql`
      insert into lane (workspace_id, id, kind, paused_at)
      select ${workspaceId}, id, 'flow', now() from unnest(${plainList(changed)}::uuid[]) as id
      on conflict (workspace_id, id) do update set paused_at = excluded.paused_at`)
    await tx
      .update(run)
      .set({ held: true })
      .where(
        lockedInOrder(tx, and(queued, isOneOf(run.flowId, changed), not(run.held), or(not(run.tidies), isNull(run.cancelRequestedAt)))),
      )
    return { changed, freed: [] }
  }
  const its = and(eq(lane.workspaceId, workspaceId), isOneOf(lane.id, changed))
  await tx.update(lane).set({ pausedAt: null }).where(its)
  await tx.delete(lane).where(and(its, isNull(lane.most), eq(lane.priority, 0)))
  const limited = changed.filter((id) => (before.get(id)?.most ?? null) !== null)
  const open = changed.filter((id) => !limited.includes(id))
  // Of a flow with a limit one is enough: the worker that hears of it looks for all.
  const some = await tx
    .selectDistinctOn([run.flowId], { id: run.id, workspaceId: run.workspaceId })
    .from(run)
    .where(and(queued, isOneOf(run.flowId, limited), run.held))
  return { changed, freed: [...some, ...(await letBack(tx, and(queued, isOneOf(run.flowId, open), run.held)))] }
}
