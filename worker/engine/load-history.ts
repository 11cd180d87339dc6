import type { Sql } from 'postgres'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf, type JournalEntry } from '@/flow/engine/journal-entry'
import type { Json } from '@/flow/json'
import type { ClaimedRun } from './claim'

/** A wait that ended, or (step '') a wake-up call of the run itself. */
export type FiredWait = { id: string; runId: string; step: string; result: Json }

/** `bytes`: what its events take up in the journal, each letter for one, as whoever writes them counts (journal.ts). */
export type History = { events: RunEvent[]; bytes: number; fired: FiredWait[] }

export const NOTHING: History = { events: [], bytes: 0, fired: [] }

/** What happened to each run before it was claimed, in two statements for all of them. */
export async function loadHistories(sql: Sql, runs: readonly ClaimedRun[]): Promise<Map<string, History>> {
  const histories = new Map(runs.map((run) => [run.id, { events: [startOf(run)], bytes: 0, fired: [] } as History]))
  const known = runs.filter(({ nextSeq }) => nextSeq > 1).map(({ id }) => id)
  if (known.length === 0) return histories
  const segments = await sql<{ runId: string; events: JournalEntry[]; bytes: number }[]>`
    select run_id as "runId", events, length(events::text) as bytes from journal where run_id = any(${known}::uuid[]) order by run_id, seq`
  for (const { runId, events, bytes } of segments) {
    const history = histories.get(runId)
    if (!history) continue
    for (const event of eventsOf(events)) history.events.push(event)
    history.bytes += bytes
  }
  for (const wait of await firedWaits(sql, known)) histories.get(wait.runId)?.fired.push(wait)
  return histories
}

/**
 * Ended are those that were fired, and those whose awaited callback or run is there: whoever answers or ends only wakes the
 * run, so it makes no difference whether that comes before or after the wait is written.
 */
export async function firedWaits(sql: Sql, runIds: readonly string[]): Promise<FiredWait[]> {
  const rows = await sql<(FiredWait & { called: CalledRun | null })[]>`
    select wait.id, wait.run_id as "runId", wait.step, case when callback.id is not null then callback.result else wait.result end as result,
      case when called.id is not null
        then json_build_object('runId', called.id, 'status', called.status, 'error', called.error, 'reply', called.reply) end as called
    from wait
    left join callback on callback.id = case when kind = 'callback' then (wait.result->>'callbackId')::uuid end
      and callback.run_id = wait.run_id and callback.received_at is not null
    left join run called on called.id = case when kind = 'call' then (wait.result->>'runId')::uuid end
      and called.workspace_id = wait.workspace_id and called.finished_at is not null
    where wait.run_id = any(${runIds as string[]}::uuid[]) and closed_at is null
      and (fired_at is not null or wait.step = '' or callback.id is not null or called.id is not null)
    order by fired_at`
  return rows.map(({ called, ...wait }) => (called ? { ...wait, result: endOf(called) } : wait))
}

type CalledRun = { runId: string; status: string; error: Json; reply: { body: Json } | null }

/** Its answer is taken apart here: in SQL one that holds what text can not would fail for all these runs. */
function endOf({ reply, ...called }: CalledRun): Json {
  return { ...called, result: reply?.body ?? null }
}

/** Event 0 is the run row itself. */
function startOf({ startedAt, triggerNodeId, input }: ClaimedRun): RunEvent {
  return { type: 'run.started', at: startedAt.getTime(), triggerNodeId, input }
}
