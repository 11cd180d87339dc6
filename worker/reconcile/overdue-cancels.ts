import type { Sql } from 'postgres'
import { cancelReasonSql } from '@/server/services/runs/why-cancelled'
import { ENDED_WITHIN_MS, TIDIED_WITHIN_MS } from '../engine/limits'

/** Less than the ten seconds a person is promised, by more than the time between two rounds. */
const OVERDUE_AFTER_MS = 4_000
/** In one statement, which holds all of them. */
const BATCH = 500
const TIDIED_AFTER_MS = ENDED_WITHIN_MS + TIDIED_WITHIN_MS + OVERDUE_AFTER_MS

/**
 * Ends runs that were to be cancelled and whose worker has not done so: it is dead, or hangs, or nobody may take them.
 * Only those that have something to tidy up are given the time for that.
 * The epoch rises with the end, so whoever holds such a run writes nothing more. `more`: that was a batch, and others
 * may be overdue.
 */
export async function endOverdueCancels(sql: Sql): Promise<{ ended: EndedRun[]; more: boolean }> {
  const ended = await sql<EndedRun[]>`
    with overdue as materialized (
      select id, workspace_id, owner from run
      where cancel_requested_at < now() - ${OVERDUE_AFTER_MS} * interval '1 millisecond' and finished_at is null
        and (not tidies or cancel_requested_at < now() - ${TIDIED_AFTER_MS} * interval '1 millisecond')
        and status in ('queued', 'running', 'waiting')
      order by cancel_requested_at limit ${BATCH} for update skip locked
    ), ended as (
      update run set status = 'cancelled', owner = null, held = false, tidies = false, end_owed = true, epoch = epoch + 1, next_seq = next_seq + 1,
        started_at = coalesce(started_at, now()), finished_at = now()
      from overdue where run.workspace_id = overdue.workspace_id and run.id = overdue.id
      returning run.id, run.workspace_id, run.epoch, run.next_seq - 1 as seq, overdue.owner, ${cancelReasonSql(sql)} as reason
    ), journaled as (
      insert into journal (run_id, seq, workspace_id, epoch, events)
      select id, seq, workspace_id, epoch, json_build_array(json_build_object(
        'type', 'run.cancelled', 'at', floor(extract(epoch from now()) * 1000), 'reason', reason
      )) from ended
    ), owed as (
      insert into unsealed_run (workspace_id, run_id) select workspace_id, id from ended
    ), closed as (
      update wait set closed_at = now(), fired_at = coalesce(fired_at, now()),
        tell = case when kind = 'approval' and fired_at is null then 'end' else tell end
      from ended where wait.run_id = ended.id and wait.closed_at is null
    )
    select id, workspace_id as "workspaceId", owner from ended`
  return { ended, more: ended.length === BATCH }
}

type EndedRun = { id: string; workspaceId: string; owner: string | null }
