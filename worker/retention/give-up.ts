import type { Sql } from 'postgres'
import { inWorkspace } from '@/server/db/tenancy'
import { record } from '@/server/governance/audit'
import type { Kept } from '@/server/retention/policy'
import type { House } from './house'
import { type Week, weeksEndedBefore } from './weeks'

const BATCH = 1_000

/**
 * Marks the runs whose details a workspace does not keep any longer, and empties what came in. A run counts from its end, and
 * only once it is sealed: what waits or runs is never touched, nor what a queued run is to go on from, nor the result of a run whose
 * caller may still have to take it (it stands behind a paused flow, say); and the proof of what goes stays. The mark comes with its audit
 * event before anything is dropped (remove-details.ts), and a run that has it can't go on (the constraint `run_given_up`).
 */
export async function giveUpDetails({ sql, leaving }: House, workspaceId: string, days: Kept): Promise<void> {
  if (days === 'forever') return
  for (const week of await weeksEndedBefore(sql, days)) {
    if (!(await hasOverdue(sql, workspaceId, days, week))) continue
    await recordRemoval(workspaceId, days, week)
    while (!leaving.aborted && (await giveUpSome(sql, workspaceId, days, week)));
  }
}

async function hasOverdue(sql: Sql, workspaceId: string, days: number, week: Week): Promise<boolean> {
  const rows = await sql`select from run where ${overdue(sql, workspaceId, days, week)} limit 1`
  return rows.length > 0
}

async function giveUpSome(sql: Sql, workspaceId: string, days: number, week: Week): Promise<boolean> {
  const rows = await sql`
    with some_runs as materialized (
      select id from run where ${overdue(sql, workspaceId, days, week)} order by id limit ${BATCH} for update skip locked
    )
    update run set details_removed_at = now(), input = 'null', reply = null from some_runs
    where run.workspace_id = ${workspaceId} and run.id = some_runs.id returning run.id`
  return rows.length === BATCH
}

const overdue = (sql: Sql, workspaceId: string, days: number, { lower, upper }: Week) => sql`
  workspace_id = ${workspaceId} and id >= ${lower} and id < ${upper}
  and finished_at < now() - ${days} * interval '1 day' and not end_owed
  and not exists (select from unsealed_run where unsealed_run.workspace_id = run.workspace_id and unsealed_run.run_id = run.id)
  and details_removed_at is null
  and not id = any(array(
    select next.continues_run_id from run next
    where next.status = 'queued' and next.workspace_id = ${workspaceId} and next.continues_run_id is not null
  ))
  and not exists (
    select from run caller
    where run.started_by->>'awaited' = 'true' and caller.workspace_id = ${workspaceId}
      and caller.id = (run.started_by->>'runId')::uuid and caller.finished_at is null
  )`

function recordRemoval(workspaceId: string, days: number, { endsAt }: Week): Promise<void> {
  const actor = { kind: 'system', workspaceId, reason: `What runs did is kept for ${days} days` } as const
  return inWorkspace(workspaceId, (tx) =>
    record(tx, actor, 'details.removed', { type: 'workspace', id: workspaceId }, { days, startedBefore: endsAt.toISOString() }),
  )
}
