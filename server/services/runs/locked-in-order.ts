import { and, asc, inArray, type SQL } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

/**
 * Those runs, for whoever changes several: locked in the one order in which everybody locks runs (worker/engine/flush-statement.ts).
 */
export function lockedInOrder(tx: Tx, which: SQL | undefined): SQL | undefined {
  const locked = tx.select({ id: run.id }).from(run).where(which).orderBy(asc(run.id)).for('no key update')
  return and(which, inArray(run.id, locked))
}
