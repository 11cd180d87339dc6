import type { Sql } from 'postgres'

/** Queued runs whose bell was never rung, or rung and lost. Marked as rung: whoever gets the ids rings. */
export async function unrungRuns(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with owed as materialized (
      select id from run where status = 'queued' and not held and (rung_at is null or rung_at < now() - interval '30 seconds')
      limit 1000 for update skip locked
    )
    update run set rung_at = now() from owed where run.id = owed.id returning run.id`
  return rows.map(({ id }) => id)
}
