import type { Sql } from 'postgres'
import { pastWeeks } from '@/server/retention/testing'

const WEEKS = 52
const CHUNK = 250_000

type Place = { workspaceId: string; flowId: string; versionId: string; triggerId: string }

/**
 * Old runs in a database that is new: a year of them, evenly, each with its journal and its delivery, ended and sealed.
 * Rows as the engine leaves them, made by the server in minutes. As a superuser: constraints are not checked again. Gives the seconds.
 */
export async function fillHistory(owner: Sql, { workspaceId, flowId, versionId, triggerId }: Place, runs: number): Promise<number> {
  const startedAt = performance.now()
  await pastWeeks(owner, WEEKS)
  const span = WEEKS * 7 * 86_400
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`set local synchronous_commit = off`
    for (let from = 0; from < runs; from += CHUNK) {
      const to = Math.min(runs, from + CHUNK)
      await sql`
        with past as materialized (
          select uuidv7(-make_interval(secs => ago)) as id, now() - make_interval(secs => ago) as at
          from (select ${span}::float * (1 - n::float / ${runs}) + 60 as ago from generate_series(${from}::int, ${to - 1}::int) as n) as series
        ), runs as (
          insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, epoch, next_seq,
            created_at, rung_at, started_at, finished_at)
          select id, ${workspaceId}, ${flowId}, ${versionId}, 'live', case when random() < 0.98 then 'succeeded' else 'failed' end, 't',
            '{"kind":"webhook"}', '{"order":"A-1000","customer":"Nordwind GmbH"}', 1, 5, at, at, at, at + interval '1 second'
          from past
        ), deliveries as (
          insert into delivery (id, workspace_id, trigger_id, key, run_id, received_at)
          select id, ${workspaceId}, ${triggerId}, id::text, id, at from past
        )
        insert into journal (run_id, seq, workspace_id, epoch, events, at)
        select id, 1, ${workspaceId}, 1, ${EVENTS}::json, at + interval '1 second' from past`
    }
  })
  for (const table of ['run', 'journal', 'delivery']) await owner.unsafe(`vacuum (analyze) ${table}`)
  return Math.round((performance.now() - startedAt) / 1000)
}

const EVENTS = JSON.stringify([
  { type: 'step.started', at: 0, step: 'wait', attempt: 1 },
  { type: 'step.completed', at: 1, step: 'wait', output: { until: '2026-01-01T00:00:00.000Z' }, port: 'out' },
  { type: 'step.started', at: 1, step: 'after', attempt: 1 },
  { type: 'step.completed', at: 2, step: 'after', output: { waited: '2026-01-01T00:00:00.000Z' }, port: 'out' },
  { type: 'run.succeeded', at: 2 },
])
