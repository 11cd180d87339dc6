import type { Sql } from 'postgres'
import { DEAD_AFTER_MS, isAlive } from '../engine/heartbeat'

/** Runs lost twice in a row come back in so many groups, one after the other. */
const GROUPS = 5
const GROUP_SECONDS = 2

/**
 * Runs of workers that have not been heard of lately, or not at all: queued again, one loss more. Gives their ids.
 * What was lost before without progress comes back in groups, each time in another: so a run that kills its worker
 * soon dies alone, and its neighbours are not taken for its like. The first group need not wait.
 */
export async function requeueLostRuns(sql: Sql, groups = GROUPS): Promise<string[]> {
  const group = sql`abs(hashtext(id::text || epoch)::bigint) % ${groups}`
  const silentSince = sql`(select greatest(heartbeat_at, pg_postmaster_start_time()) from worker where worker.id = run.owner)`
  const turns = sql`(extract(epoch from now() - ${silentSince}) - ${DEAD_AFTER_MS / 1_000}) / ${GROUP_SECONDS}`
  const rows = await sql<{ id: string }[]>`
    update run set status = 'queued', owner = null, rung_at = null, losses = losses + 1
    where status = 'running' and not ${isAlive(sql, sql`run.owner`)} and (losses = 0 or ${group} <= coalesce(${turns}, ${groups}))
    returning id`
  await sql`delete from worker where heartbeat_at < now() - interval '1 hour'`
  return rows.map(({ id }) => id)
}
