import { eq } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { StartedBy } from '../../db/schema/engine'
import type { Tx } from '../../db/tenancy'

export type Ancestry = { flows: string[]; afterFailure: boolean }

/** The flows that led to a run, its own at the end, and whether one of them started because a run failed. */
export async function ancestryOf(tx: Tx, runId: string): Promise<Ancestry> {
  const [row] = await tx.select({ flowId: run.flowId, startedBy: run.startedBy }).from(run).where(eq(run.id, runId))
  if (!row) throw new Error('A run that is going on was not found')
  return ancestryIn(row.flowId, row.startedBy)
}

export function ancestryIn(flowId: string, by: StartedBy): Ancestry {
  if (by.kind !== 'call' && by.kind !== 'failure') return { flows: [flowId], afterFailure: false }
  return { flows: [...by.flows, flowId], afterFailure: by.afterFailure }
}
