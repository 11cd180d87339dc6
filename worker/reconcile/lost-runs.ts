import type { Sql } from 'postgres'
import { DEAD_AFTER_MS } from '../engine/heartbeat'

/** Runs lost twice in a row come back in so many groups, one every few seconds. */
const GROUPS = 5
const GROUP_SECONDS = 3

/**
 * Runs of workers that have not been heard of lately, or not at all: queued again, one loss more. Gives their ids.
 * While the database was away nobody could be heard: after its start everyone has the same time again.
 * What was lost before without progress comes back in groups, each time in another: so a run that kills its worker
 * soon dies alone, and its neighbours are not taken for its like.
 */
export async function requeueLostRuns(sql: Sql, groups = GROUPS): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update run set status = 'queued', owner = null, rung_at = null, losses = losses + 1
    where status = 'running' and not exists (
      select from worker where worker.id = run.owner
        and greatest(heartbeat_at, pg_postmaster_start_time()) > now() - ${DEAD_AFTER_MS} * interval '1 millisecond'
    ) and (losses = 0 or abs(hashtext(id::text || epoch)::bigint) % ${groups} = floor(extract(epoch from now()) / ${GROUP_SECONDS})::bigint % ${groups})
    returning id`
  await sql`delete from worker where heartbeat_at < now() - interval '1 hour'`
  return rows.map(({ id }) => id)
}
