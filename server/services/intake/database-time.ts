import type { Sql } from 'postgres'
import { engineSql } from '../../db/client'
import { keptBriefly } from './kept-briefly'

/** How far the database's clock is ahead of one of this process that never jumps. */
const ahead = keptBriefly(
  async (sql: Sql) => {
    const [row] = await sql<{ now: Date }[]>`select clock_timestamp() as now`
    if (!row) throw new Error('The database tells no time')
    return row.now.getTime() - performance.now()
  },
  () => 'clock',
)

/** The database's time, near enough for what is told in seconds: it decides how old a call is, whatever the clock of this machine says. */
export async function databaseTime(): Promise<number> {
  return (await ahead(engineSql())) + performance.now()
}
