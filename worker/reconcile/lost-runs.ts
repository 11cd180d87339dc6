import type { Sql } from 'postgres'
import { plainList } from '@/server/db/is-one-of'
import { isAlive } from '../engine/heartbeat'
import { MAX_LOSSES } from '../engine/limits'

/** Runs lost twice in a row come back in so many groups, one after the other, and in as many times more with each further loss. */
const GROUPS = 5
/** What kills its worker has done so by then, with a worker that is slow to begin. */
const TRIAL_SECONDS = 5

/**
 * Runs of workers that have not been heard of lately, or not at all: queued again, one loss more. Gives their ids.
 * What was lost before without progress may be what killed its worker. It comes back in groups, each time in another, and
 * each only when those of the one before have made progress or lived for a while: so a run that kills its worker soon
 * dies alone, its neighbours are not taken for its like, and where nothing kills nobody waits for long. Who is suspected least
 * comes first and in large groups; what would be stopped if it were lost once more comes last and mostly alone.
 * What came back in `full` workspaces is not taken up for want of room: only the others of those wait for it.
 */
export async function requeueLostRuns(sql: Sql, groups = GROUPS, full: readonly string[] = []): Promise<string[]> {
  const parts = sql`power(${groups}::int, least(losses, ${MAX_LOSSES}))::int`
  const rows = await sql<{ id: string }[]>`
    with lost as materialized (
      select id, workspace_id, epoch, losses, abs(hashtext(id::text || epoch)::bigint) % ${parts} as part,
        losses > 0 and ${isIn(sql, full)} as waits
      from run where status = 'running' and not ${isAlive(sql, sql`run.owner`)}
    ), back as materialized (
      select next.id, next.workspace_id from (
        select id, workspace_id, epoch from lost
        where losses = 0
          or (
            not waits and (losses, part) = (select losses, part from lost where losses > 0 and not waits order by losses, part limit 1)
            and not ${isAnyOnTrial(sql, full)}
          )
        order by id
      ) as next cross join lateral (
        select from run where run.workspace_id = next.workspace_id and run.id = next.id and run.epoch = next.epoch and status = 'running'
        for no key update
      ) as its
    )
    update run set status = 'queued', owner = null, rung_at = null, losses = losses + 1
    from back where run.workspace_id = back.workspace_id and run.id = back.id and status = 'running' returning run.id`
  await sql`delete from worker where heartbeat_at < now() - interval '1 hour'`
  return rows.map(({ id }) => id)
}

/** Some are still to come back, because others are on trial. */
export const isAnyLost = (sql: Sql) => sql`exists (select from run where status = 'running' and not ${isAlive(sql, sql`run.owner`)})`

/** As `requeueLostRuns`, and remembers from round to round whose runs are not taken up although they have been back for a while. */
export function lostRunFinder(sql: Sql, patienceMs = TRIAL_SECONDS * 1_000): () => Promise<string[]> {
  let since = new Map<string, number>()
  return async () => {
    const rows = await sql<{ id: string }[]>`
      select distinct workspace_id as id from run
      where status = 'queued' and not held and losses > 1 and ${isAnyLost(sql)}`
    const now = performance.now()
    const full = rows.filter(({ id }) => (since.get(id) ?? Number.POSITIVE_INFINITY) <= now - patienceMs)
    since = new Map(rows.map(({ id }) => [id, since.get(id) ?? now]))
    return requeueLostRuns(
      sql,
      GROUPS,
      full.map(({ id }) => id),
    )
  }
}

const isIn = (sql: Sql, workspaces: readonly string[]) => sql`workspace_id = any(${plainList(workspaces)}::uuid[])`

const isAnyOnTrial = (sql: Sql, full: readonly string[]) => sql`(
  exists (select from run tried where status = 'queued' and not held and losses > 1 and not ${isIn(sql, full)})
  or exists (
    select from run tried where status = 'running' and losses > 1 and rung_at > now() - ${TRIAL_SECONDS} * interval '1 second'
      and ${isAlive(sql, sql`tried.owner`)}
  )
)`
