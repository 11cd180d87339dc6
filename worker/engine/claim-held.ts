import type { Sql } from 'postgres'
import { type ClaimedRun, claiming, columns } from './claim'
import type { Load } from './claim-fairly'

/** Workers take turns at this, so that what one counts is not what another is just taking. */
const LANES = 7_215_093

/**
 * Takes runs that stand behind a lane and whose turn it is: the flow is not paused, and fewer of it and of its workspace
 * run than are allowed. What waits for something does not count as running, and stands in line again when it is woken.
 * However many are allowed, a workspace has at most `mostOfOne` in hand here.
 */
export function claimHeld(
  sql: Sql,
  workerId: string,
  { most, mostOfOne, load }: { most: number; mostOfOne: number; load: Load },
): Promise<ClaimedRun[]> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LANES})`
    return tx<ClaimedRun[]>`
      with recursive flows as (
        (select flow_id, workspace_id from run where status = 'queued' and held order by flow_id limit 1)
        union all
        select next.flow_id, next.workspace_id from flows cross join lateral (
          select flow_id, workspace_id from run where status = 'queued' and held and run.flow_id > flows.flow_id order by flow_id limit 1
        ) as next
      ), going as materialized (
        select flow_id, workspace_id, count(*) as count from run
        where status = 'running' and workspace_id in (select workspace_id from flows) group by 1, 2
      ), free as materialized (
        select flows.flow_id, flows.workspace_id,
          own.most - coalesce((select count from going where going.flow_id = flows.flow_id), 0) as in_flow,
          least(
            around.most - coalesce((select sum(count) from going where going.workspace_id = flows.workspace_id), 0),
            ${mostOfOne} - coalesce(here.count, 0)
          ) as in_workspace
        from flows
        left join unnest(${[...load.keys()]}::uuid[], ${[...load.values()]}::int[]) as here (workspace_id, count)
          on here.workspace_id = flows.workspace_id
        left join lane own on own.workspace_id = flows.workspace_id and own.id = flows.flow_id
        left join lane around on around.workspace_id = flows.workspace_id and around.id = flows.workspace_id
        where own.paused_at is null
      ), next as materialized (
        select each.id, workspace_id, in_workspace, each.priority, each.created_at from free cross join lateral (
          select id, priority, created_at from run where status = 'queued' and held and run.flow_id = free.flow_id
          order by priority desc nulls last, created_at
          limit greatest(0, least(in_flow, in_workspace, ${most})) for update skip locked
        ) as each
      ), placed as (
        select id, workspace_id, in_workspace, row_number() over (partition by workspace_id order by priority desc, created_at) as place from next
      ), picked as materialized (
        select id, workspace_id from placed where place <= in_workspace order by place limit ${most}
      )
      update run set ${claiming(sql, workerId)}, held = false from picked
      where run.workspace_id = picked.workspace_id and run.id = picked.id returning ${columns(sql)}`
  })
}
