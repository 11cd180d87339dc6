import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import { untilBack } from '@/server/db/away'
import { log } from '@/server/log'
import type { RunRef } from '@/server/queue/doorbell'
import { ring } from '@/server/services/intake/ring'
import type { ClaimedRun } from './claim'
import { isAlive } from './heartbeat'

/**
 * Steps in line for an account that only so many may use at once, over all workers. A turn is a row that dies with its
 * worker. Who finds no turn waits in the journal, and holds nothing; who leaves lets the next one in, and the reconciler
 * does so for whoever could not. Nobody who comes later gets the turn that becomes free before those who wait are told of it.
 */
export type AccountLine = {
  /** `free`: anybody may use this account at any time. */
  enter(connectionId: string, step: string): Promise<'free' | 'in' | 'full'>
  leave(connectionId: string, step: string): Promise<void>
}

/** A turn that is over and was not told of holds up others until its run leaves its worker, so a database that restarts is waited for. */
const PATIENCE_MS = 30_000

export function accountLine(sql: Sql, bus: Bus, workerId: string, { id: runId, workspaceId }: ClaimedRun): AccountLine {
  return {
    async enter(connectionId, step) {
      const [lane] = await sql<{ most: number }[]>`
        select most from lane where workspace_id = ${workspaceId} and id = ${connectionId} and most is not null`
      if (!lane) return 'free'
      const wasLetIn = sql`exists (
        select from wait where run_id = ${runId} and workspace_id = ${workspaceId} and step = ${step} and kind = 'turn' and fired_at is not null
      )`
      return sql.begin(async (tx) => {
        // One at a time: what is counted here must not change meanwhile.
        await tx`select pg_advisory_xact_lock(hashtextextended(${connectionId}, 0))`
        const entered = await tx`
          insert into turn (run_id, step, workspace_id, connection_id, worker_id)
          select ${runId}, ${step}, ${workspaceId}, ${connectionId}, ${workerId}
          where (
            select count(*) from turn where workspace_id = ${workspaceId} and connection_id = ${connectionId}
              and (run_id, step) <> (${runId}, ${step}) and ${counts(sql)}
          ) + case when ${wasLetIn} then 0 else (
            select count(*) from (
              select from wait where kind = 'turn' and fired_at is null and result->>'connectionId' = ${connectionId}
                and workspace_id = ${workspaceId} limit ${lane.most}
            ) as before
          ) end < ${lane.most}
          on conflict (run_id, step) do update set worker_id = excluded.worker_id returning run_id`
        return entered.length > 0 ? 'in' : 'full'
      })
    },

    async leave(connectionId, step) {
      try {
        await untilBack(PATIENCE_MS, async () => {
          await sql`delete from turn where run_id = ${runId} and step = ${step} and worker_id = ${workerId}`
          await letIn(sql, bus, connectionId)
        })
      } catch (err) {
        log.warn({ err, runId }, 'Nobody could be let in after a step; the reconciler will')
      }
    },
  }
}

/** A turn ends with its worker, and with the run in its hands: that it was over may have been said to a database that was away. */
const counts = (sql: Sql) => sql`${isAlive(sql, sql`turn.worker_id`)} and exists (
  select from run where run.workspace_id = turn.workspace_id and run.id = turn.run_id and run.status = 'running' and run.owner = turn.worker_id
)`

type LetIn = RunRef & { status: string; owner: string | null }

/** Steps of paused flows that leave the line at a time. */
const MOST_STOPPED = 500

/**
 * Wakes as many of those who wait for an account (or for any) as there are turns, the longest waiting first. Steps of paused flows
 * would take no turn that they are given, and hold up all behind them: they leave the line, and come anew when their flow goes on.
 */
export async function letIn(sql: Sql, bus: Bus, connectionId?: string): Promise<void> {
  if (connectionId === undefined) await sql`delete from turn where not (${counts(sql)})`
  const only = connectionId === undefined ? sql`` : sql`and result->>'connectionId' = ${connectionId}`
  const woken = await sql<LetIn[]>`
    with line as (
      select distinct workspace_id, (result->>'connectionId')::uuid as connection_id from wait
      where kind = 'turn' and fired_at is null ${only}
    ), room as (
      select line.*, coalesce(lane.most, 1000) - (
        select count(*) from turn where turn.workspace_id = line.workspace_id and turn.connection_id = line.connection_id and ${counts(sql)}
      ) as count, case when exists (
        select from lane paused where paused.workspace_id = line.workspace_id and paused.paused_at is not null
      ) then ${MOST_STOPPED}::int else 0 end as stopped
      from line left join lane on lane.workspace_id = line.workspace_id and lane.id = line.connection_id
    ), first as materialized (
      select each.*, room.count, count(*) filter (where not each.stopped) over (partition by room.workspace_id, connection_id order by each.id) as place
      from room cross join lateral (
        select id, workspace_id, run_id, room.stopped > 0 and exists (
          select from run join lane on lane.workspace_id = run.workspace_id and lane.id = run.flow_id
          where run.workspace_id = wait.workspace_id and run.id = wait.run_id and paused_at is not null
        ) as stopped from wait
        where kind = 'turn' and fired_at is null and result->>'connectionId' = room.connection_id::text and wait.workspace_id = room.workspace_id
        order by id limit case when room.count > 0 then room.count + room.stopped else 0 end
      ) as each
    ), next as materialized (
      select id, workspace_id, run_id from first where stopped or place <= count
    ), held as materialized (
      select run.id, run.workspace_id from run where (run.workspace_id, run.id) in (select workspace_id, run_id from next)
      order by run.id for no key update
    ), fired as (
      update wait set fired_at = now() from next join held on held.workspace_id = next.workspace_id and held.id = next.run_id
      where wait.id = next.id and wait.workspace_id = next.workspace_id and fired_at is null returning wait.workspace_id, wait.run_id
    )
    update run set status = case when status = 'waiting' then 'queued' else status end, rung_at = null
    from (select distinct workspace_id, run_id from fired) as fired
    where run.workspace_id = fired.workspace_id and run.id = fired.run_id and status in ('queued', 'waiting', 'running')
    returning run.id, run.workspace_id as "workspaceId", run.status, run.owner`
  await ring(woken.filter(({ status }) => status === 'queued'))
  for (const { id, status, owner } of woken) if (status === 'running' && owner) bus.publish(`worker:${owner}`, { runId: id })
}
