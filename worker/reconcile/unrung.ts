import type { Sql } from 'postgres'
import type { RunRef } from '@/server/queue/doorbell'

/** Queued runs whose bell was never rung, or rung and lost. Marked as rung: whoever gets the ids rings. */
export function unrungRuns(sql: Sql): Promise<RunRef[]> {
  return sql<RunRef[]>`
    with owed as materialized (
      select id, workspace_id from run where status = 'queued' and not held and (rung_at is null or rung_at < now() - interval '30 seconds')
      limit 1000 for update skip locked
    )
    update run set rung_at = now() from owed where run.workspace_id = owed.workspace_id and run.id = owed.id
    returning run.id, run.workspace_id as "workspaceId"`
}
