import { eq } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { StartedBy, StartedByRun } from '../../db/schema/engine'
import type { Tx } from '../../db/tenancy'

export type Ancestry = Pick<StartedByRun, 'flows' | 'afterFailure' | 'behind'>

/** The flows that led to a run, its own at the end, whether one of them started because a run failed, and who is behind it. */
export async function ancestryOf(tx: Tx, runId: string): Promise<Ancestry> {
  const [row] = await tx.select({ flowId: run.flowId, startedBy: run.startedBy }).from(run).where(eq(run.id, runId))
  if (!row) throw new Error('A run that is going on was not found')
  return ancestryIn(row.flowId, row.startedBy)
}

export function ancestryIn(flowId: string, by: StartedBy): Ancestry {
  const person = personBehind(by)
  const behind = person ? { behind: person } : {}
  if (by.kind !== 'call' && by.kind !== 'failure') return { flows: [flowId], afterFailure: false, ...behind }
  return { flows: [...by.flows, flowId], afterFailure: by.afterFailure, ...behind }
}

/** The person who started a run, or the first of those that led to it. */
export function personBehind(by: StartedBy): StartedByRun['behind'] {
  if (by.kind === 'member' || by.kind === 'mail') return by
  return by.kind === 'call' || by.kind === 'failure' ? by.behind : undefined
}
