import type { Sql } from 'postgres'
import { DEAD_AFTER_MS } from '../engine/heartbeat'

/**
 * Runs of workers that have not been heard of lately, or not at all: queued again, one loss more. Gives their ids.
 * While the database was away nobody could be heard: after its start everyone has the same time again.
 */
export async function requeueLostRuns(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update run set status = 'queued', owner = null, rung_at = null, losses = losses + 1
    where status = 'running' and not exists (
      select from worker where worker.id = run.owner
        and greatest(heartbeat_at, pg_postmaster_start_time()) > now() - ${DEAD_AFTER_MS} * interval '1 millisecond'
    )
    returning id`
  await sql`delete from worker where heartbeat_at < now() - interval '1 hour'`
  return rows.map(({ id }) => id)
}
