import type postgres from 'postgres'
import { v7 } from 'uuid'

/** As if KAOS had run for so many weeks. What journals and calls there are goes; a new database has none. */
export async function pastWeeks(owner: postgres.Sql, weeks: number): Promise<void> {
  await owner.begin(async (sql) => {
    const made = await sql<{ suffix: string; ends: Date }[]>`select suffix, time_of_id(upper) as ends from detail_weeks()`
    const thisWeek = made.find(({ ends }) => ends.getTime() > Date.now())
    if (!thisWeek) throw new Error('There is no week')
    for (const table of ['journal', 'outside_call']) {
      await sql.unsafe(`truncate ${table}`)
      for (const { suffix, ends } of made) if (ends <= thisWeek.ends) await sql.unsafe(`drop table ${table}${suffix}`)
      for (let back = weeks; back >= 0; back--) {
        const [from, to] = [new Date(thisWeek.ends.getTime() - (back + 1) * WEEK_MS), new Date(thisWeek.ends.getTime() - back * WEEK_MS)]
        const name = `${table}_until_${to.toISOString().slice(0, 10).replaceAll('-', '')}`
        await sql`select add_partition(${table}, ${name}, first_id_at(${from}), first_id_at(${to}))`
      }
    }
  })
}

/** The id of something that was made so many days ago. */
export function idOfDaysAgo(days: number): string {
  return v7({ msecs: Date.now() - days * 86_400_000 })
}

const WEEK_MS = 7 * 86_400_000
