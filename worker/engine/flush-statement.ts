import type { Sql } from 'postgres'
import type { RunStatus } from '@/flow/engine/status'
import { plainList } from '@/server/db/is-one-of'
import type { Append } from './append'

/**
 * Appends to the journals of many runs in one statement. Each append counts only while the run is this worker's in this
 * epoch and its journal ends exactly where the append begins; ids that don't come back have lost their fence.
 * A run put to wait that was signalled meanwhile (`rung_at` empty) is queued at once: the row lock orders the two.
 * What is written first of a run has no waits before it to be closed.
 * Everybody locks a run before its waits, and several runs in the order of their ids, so that no two wait for each other.
 * Events travel as one text, split in SQL: an array parameter of large texts costs four times as much.
 */
export async function writeAppends(sql: Sql, workerId: string, gathered: readonly Append[]): Promise<Map<string, RunStatus>> {
  const appends = gathered.toSorted((a, b) => (a.runId < b.runId ? -1 : 1))
  const opened = appends.flatMap(({ runId, opened }) => opened.map((wait) => ({ runId, ...wait })))
  const rows = await sql<{ id: string; status: RunStatus }[]>`
    with op as (
      select * from unnest(
        ${plainList(appends.map((append) => append.runId))}::uuid[],
        ${plainList(appends.map((append) => append.workspaceId))}::uuid[],
        ${plainList(appends.map((append) => append.epoch))}::int[],
        ${plainList(appends.map((append) => append.seq))}::int[],
        ${plainList(appends.map((append) => append.count))}::int[],
        ${plainList(appends.map((append) => Number(append.progress)))}::int[],
        ${plainList(appends.map((append) => append.status ?? null))}::text[],
        ${appends.map((append) => jsonOrNull(append.error))}::text[],
        ${appends.map((append) => jsonOrNull(append.reply))}::text[],
        ${plainList(appends.map(({ tidies }) => (tidies === undefined ? null : Number(tidies))))}::int[],
        ${plainList(appends.map((append) => append.digest?.count ?? null))}::int[],
        ${plainList(appends.map((append) => append.digest?.digest ?? null))}::text[],
        string_to_array(${appends.map((append) => `[${append.entries.join(',')}]`).join(SEPARATOR)}, ${SEPARATOR})
      ) as op (id, workspace_id, epoch, seq, count, progress, status, error, reply, tidies, sealed_events, digest, events)
    ), written as (
      update run set
        next_seq = op.seq + op.count,
        losses = case when op.progress = 1 then 0 else losses end,
        status = case when op.status = 'waiting' and rung_at is null then 'queued' else coalesce(op.status, run.status) end,
        owner = case when op.status is null then owner end,
        rung_at = case when op.status is null then rung_at end,
        end_owed = case when op.status in ('failed', 'cancelled') then true when op.status = 'succeeded' then started_by->>'kind' = 'call' else end_owed end,
        finished_at = case when op.status in ('succeeded', 'failed', 'cancelled') then now() end,
        error = coalesce(op.error::json, run.error),
        reply = coalesce(run.reply, op.reply::json),
        tidies = coalesce(op.tidies = 1, run.tidies)
      from op
      where run.workspace_id = op.workspace_id and run.id = op.id and run.owner = ${workerId} and run.epoch = op.epoch and run.next_seq = op.seq
      returning run.id, run.workspace_id, run.epoch, run.status, op.seq, op.count, op.events, op.sealed_events, op.digest
    ), journaled as (
      insert into journal (run_id, seq, workspace_id, epoch, events)
      select id, seq, workspace_id, epoch, events::json from written where count > 0
    ), ended as (
      insert into unsealed_run (workspace_id, run_id, events, digest)
      select workspace_id, id, sealed_events, digest from written where status in ('succeeded', 'failed', 'cancelled')
    ), opened as (
      insert into wait (id, workspace_id, run_id, step, kind, wake_at, request, result, tell)
      select w.id, written.workspace_id, w.run_id, w.step, w.kind, w.wake_at, w.request::json, w.result::json,
        case when w.kind = 'approval' then 'question' end
      from unnest(
        ${opened.map((wait) => wait.id)}::uuid[],
        ${opened.map((wait) => wait.runId)}::uuid[],
        ${opened.map((wait) => wait.step)}::text[],
        ${opened.map((wait) => wait.kind)}::text[],
        ${opened.map((wait) => (wait.wakeAt === undefined ? null : momentOf(wait.wakeAt)))}::timestamptz[],
        ${opened.map((wait) => jsonOrNull(wait.request))}::text[],
        ${opened.map((wait) => jsonOrNull(wait.result))}::text[]
      ) as w (id, run_id, step, kind, wake_at, request, result)
      join written on written.id = w.run_id
    ), closed as (
      update wait set closed_at = now(), fired_at = coalesce(fired_at, now()),
        tell = case when kind = 'approval' and fired_at is null then 'end' else tell end
      from written
      where wait.run_id = written.id and written.seq > 1 and wait.closed_at is null
        and (wait.id = any(${appends.flatMap((append) => append.closed)}::uuid[]) or written.status in ('succeeded', 'failed', 'cancelled'))
    )
    select id, status from written`
  return new Map(rows.map(({ id, status }) => [id, status]))
}

/** Which of these were committed although nobody said so: the answer was lost with the connection. */
export async function committedAppends(sql: Sql, appends: readonly Append[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select run_id as id from journal join unnest(
      ${appends.map((append) => append.runId)}::uuid[], ${appends.map((append) => append.seq)}::int[], ${appends.map((append) => append.epoch)}::int[]
    ) as op (id, seq, epoch) on journal.run_id = op.id and journal.seq = op.seq and journal.epoch = op.epoch`
  return new Set(rows.map(({ id }) => id))
}

/** JSON text never holds it: control characters are escaped there. */
const SEPARATOR = '\x1e'

/** What is to be later than dates go is as good as never. One that is no date would fail this statement, and with it all others' news. */
function momentOf(ms: number): string {
  return new Date(Math.min(ms, LAST_MOMENT)).toISOString()
}

const LAST_MOMENT = Date.UTC(9999, 0, 1)

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
