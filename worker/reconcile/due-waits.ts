import type { Sql } from 'postgres'
import type { RunRef } from '@/server/queue/doorbell'

const BATCH = 500
/** So many are looked at: what others are just waking or writing is passed over. */
const NEXT = 4 * BATCH

export type Woken = RunRef & { status: 'queued' | 'running'; owner: string | null }

/**
 * Fires timers that are due, a batch in one statement, and wakes their runs. A run that is not waiting yet is marked as
 * signalled (`rung_at` empty); putting it to wait then finds the mark, because both touch the same row. One that is queued
 * already is marked as well: so it can't be claimed before its timer is seen to have fired.
 * The run is locked before its wait, as by everybody; one that is held by somebody at this moment is left for the next round.
 */
export async function fireDueWaits(sql: Sql): Promise<{ woken: Woken[]; more: boolean }> {
  const rows = await sql<(Woken & { fired: number })[]>`
    with due as materialized (
      select next.id, next.workspace_id from (
        select id, workspace_id, run_id from wait where fired_at is null and wake_at <= now() order by wake_at limit ${NEXT}
      ) as next cross join lateral (
        select from run where run.workspace_id = next.workspace_id and run.id = next.run_id for no key update skip locked
      ) as its limit ${BATCH}
    ), fired as (
      update wait set fired_at = now(), tell = case when kind = 'approval' then 'end' end from due
      where wait.id = due.id and wait.workspace_id = due.workspace_id and fired_at is null returning wait.workspace_id, wait.run_id
    )
    update run set status = case when status = 'waiting' then 'queued' else status end, rung_at = null
    from (select distinct workspace_id, run_id from fired) as fired
    where run.workspace_id = fired.workspace_id and run.id = fired.run_id and status in ('queued', 'waiting', 'running')
    returning run.id, run.workspace_id as "workspaceId", run.status, run.owner, (select count(*)::int from due) as fired`
  return { woken: rows, more: rows[0]?.fired === BATCH }
}
