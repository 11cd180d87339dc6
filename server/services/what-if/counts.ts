import { and, count, eq } from 'drizzle-orm'
import type { Verdict } from '@/flow/what-if/result'
import { whatIfResult } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

/** Runs by how the draft fares on them; `owed` ones are still to be tried. */
export type Counts = Record<Verdict | 'owed', number>

export async function countsOf(tx: Tx, workspaceId: string, id: string): Promise<Counts> {
  const rows = await tx
    .select({ verdict: whatIfResult.verdict, runs: count() })
    .from(whatIfResult)
    .where(and(eq(whatIfResult.workspaceId, workspaceId), eq(whatIfResult.whatIfId, id)))
    .groupBy(whatIfResult.verdict)
  const counts: Counts = { same: 0, different: 0, broken: 0, untold: 0, owed: 0 }
  for (const { verdict, runs } of rows) counts[verdict ?? 'owed'] = runs
  return counts
}
