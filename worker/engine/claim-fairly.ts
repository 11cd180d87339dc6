import type { Sql } from 'postgres'
import { type ClaimedRun, claiming, columns } from './claim'

/** How many runs of each workspace a worker has in hand. */
export type Load = ReadonlyMap<string, number>

export type FairClaim = {
  runs: ClaimedRun[]
  /** Some were met that stand behind a lane; they are held now. */
  held: boolean
  /** More may be queued than was taken. */
  more: boolean
  /** Where the next claim is to begin: after the last workspace that was looked at, or (null) with the first again. */
  next: string | null
}

type Row = ClaimedRun & { held: boolean; full: boolean; next: string | null }

/** A claim looks at so many workspaces; the next one goes on behind them. */
const MOST_WORKSPACES = 300
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * For a worker with room to spare: workspaces take turns, so that ten thousand queued runs of one do not make those of
 * another wait. Each gets what brings it up to an even share of this worker, at most `mostOfOne`; within a workspace the
 * higher priority goes first, then the older. A workspace costs one step into the index, a run one more.
 */
export async function claimFairly(
  sql: Sql,
  workerId: string,
  { most, mostOfOne, load, after }: { most: number; mostOfOne: number; load: Load; after?: string | null },
): Promise<FairClaim> {
  const rows = await sql<Row[]>`
    with recursive turn as (
      select ${after ?? FIRST}::uuid as workspace_id, 0 as at
      union all
      select (
        select workspace_id from run where status = 'queued' and not held and workspace_id > turn.workspace_id order by workspace_id limit 1
      ), at + 1 from turn where turn.workspace_id is not null and at < ${MOST_WORKSPACES}
    ), known as (
      select workspace_id, coalesce(load.count, 0) as count
      from turn left join unnest(${[...load.keys()]}::uuid[], ${[...load.values()]}::int[]) as load (workspace_id, count) using (workspace_id)
      where workspace_id is not null and at > 0
    ), share as materialized (
      select workspace_id, count as load,
        greatest(0, least(${mostOfOne}, ceil((${most} + sum(count) over ())::numeric / count(*) over ())) - count)::int as count
      from known
    ), picked as materialized (
      select id, workspace_id, flow_id, passes from (
        select next.id, next.flow_id, next.passes, share.workspace_id, share.load, row_number() over (partition by share.workspace_id) as place
        from share cross join lateral (
          select id, flow_id, tidies and cancel_requested_at is not null as passes
          from run where status = 'queued' and not held and run.workspace_id = share.workspace_id
          order by priority desc nulls last, created_at limit share.count for update skip locked
        ) as next
      ) as each order by load + place, random() limit ${most}
    ), met as materialized (
      select id, workspace_id, not passes and exists (
        select from lane where lane.workspace_id = picked.workspace_id and lane.id in (picked.flow_id, picked.workspace_id)
          and (lane.most is not null or lane.paused_at is not null)
      ) as behind from picked
    ), parked as (
      update run set held = true from met where run.workspace_id = met.workspace_id and run.id = met.id and behind returning run.id
    ), taken as (
      update run set ${claiming(sql, workerId)} from met
      where run.workspace_id = met.workspace_id and run.id = met.id and not behind returning ${columns(sql)}
    )
    select exists (select from parked) as held,
      (select count(*) from picked) = ${most} or exists (
        select from share where share.count <= (select count(*) from picked where picked.workspace_id = share.workspace_id)
      ) as full, (select workspace_id from turn where at = ${MOST_WORKSPACES}) as next, taken.*
    from (select 1) as always left join taken on true`
  const [first] = rows
  const next = first?.next ?? null
  return { runs: rows.filter(({ id }) => id !== null), held: first?.held ?? false, more: (first?.full ?? false) || next !== null, next }
}
