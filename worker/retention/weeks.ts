import type { Sql } from 'postgres'
import { log } from '@/server/log'

/** Journals and calls of runs that started in one week lie together; ids sort by time, so a week is a range of run ids. */
export type Week = { lower: string; upper: string; endsAt: Date }

/** Far enough for a worker that nobody restarts over the holidays. */
const AHEAD = '28 days'

/** Before anything is appended, and now and then: there is a week for whatever starts in the next four. */
export async function makeWeeks(sql: Sql): Promise<void> {
  const [made] = await sql<{ strays: number }[]>`select make_detail_weeks(${AHEAD})::int as strays`
  if (made && made.strays > 0) {
    log.error({ rows: made.strays }, 'Journals lie outside every week: is the clock of a machine wrong? They are never removed there.')
  }
}

/** Weeks that ended so many days ago, the oldest first. */
export function weeksEndedBefore(sql: Sql, days: number): Promise<Week[]> {
  return sql<Week[]>`
    select lower, upper, time_of_id(upper) as "endsAt" from detail_weeks()
    where time_of_id(upper) <= now() - ${days} * interval '1 day' order by upper`
}
