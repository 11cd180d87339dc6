import type { Sql } from 'postgres'
import type { House } from './house'
import { weeksEndedBefore } from './weeks'

/** Nothing younger is ever removed; the database refuses as well. */
const YOUNGEST_DAYS = 7
/** Runs that stay are carried over into a fresh partition while nobody can append: as many as that takes a moment for. */
const MOST_CARRIED = 1_000
const BATCH = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Drops the weeks whose runs were all given up, or nearly all. Where many stay, rows go in small transactions instead. */
export async function removeDetails({ sql, leaving }: House, { mostCarried = MOST_CARRIED } = {}): Promise<void> {
  for (const { upper } of await weeksEndedBefore(sql, YOUNGEST_DAYS)) {
    const [row] = await sql<{ outcome: 'gone' | 'kept' | 'many' | 'carried' | 'dropped' }[]>`
      select drop_detail_week(${upper}, ${mostCarried}) as outcome`
    if (row?.outcome === 'many') await deleteByRun(sql, upper, leaving)
  }
}

async function deleteByRun(sql: Sql, week: string, leaving: AbortSignal): Promise<void> {
  for (let after: string | null = FIRST; after && !leaving.aborted; ) {
    const rows: { last: string | null }[] = await sql`select delete_details(${week}, ${after}, ${BATCH}) as last`
    after = rows[0]?.last ?? null
  }
}
