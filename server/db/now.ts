import { sql } from 'drizzle-orm'
import type { Tx } from './tenancy'

/** The database's time, at this moment of the transaction: it decides for all processes, be their clocks right or wrong. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.execute<{ now: string }>(sql`select clock_timestamp() as now`)
  return new Date(row?.now ?? Date.now())
}
