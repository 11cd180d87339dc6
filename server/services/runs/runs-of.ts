import { getTableColumns, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

/** What a list of runs reads from, by their ids: those of a flow, or of a whole workspace. */
export function runsOf(tx: Tx, flowId: string | undefined): typeof run {
  return flowId === undefined ? run : runsByFlow(tx)
}

/**
 * Runs that a list takes from one flow. Those that are queued or running stand in an index of their own (rows.decision.md), and
 * Postgres reads the two side by side, no further than the list goes. It only does so for halves without conditions of their
 * own: each says which one it is instead, and the planner makes a condition of the comparison.
 */
export function runsByFlow(tx: Tx): typeof run {
  const half = (going: boolean) =>
    tx.select({ ...getTableColumns(run), going: (going ? sql<boolean>`true` : sql<boolean>`false`).as('going') }).from(run)
  const halves = unionAll(half(false), half(true)).as('halves')
  const both = tx.select().from(halves).where(sql`(${halves.status} in ('queued', 'running')) = ${halves.going}`)
  // With the name and the columns of the table it stands wherever the table does.
  return both.as('run') as unknown as typeof run
}
