import { and, eq } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { StartedByRun } from '../../db/schema/engine'
import type { Tx } from '../../db/tenancy'
import { type Behind, behindRun } from './behind'
import { hopped, hopsOf } from './hops'

export type Ancestry = Pick<StartedByRun, 'flows' | 'afterFailure' | 'behind' | 'hops' | 'hookHops'>

/** The flows that led to a run, its own at the end, whether one of them started because a run failed, and who is behind it. */
export async function ancestryOf(tx: Tx, workspaceId: string, runId: string): Promise<Ancestry> {
  const [row] = await tx
    .select({ flowId: run.flowId, by: run.startedBy, behind: behindRun() })
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.id, runId)))
  if (!row) throw new Error('A run that leads to another was not found')
  const { flowId, by, behind } = row
  const isCalled = by.kind === 'call' || by.kind === 'failure'
  return {
    flows: isCalled ? [...by.flows, flowId] : [flowId],
    afterFailure: isCalled && by.afterFailure,
    ...(behind ? { behind: personOf(behind) } : {}),
    ...hopped(hopsOf(by, behind)),
  }
}

function personOf(behind: NonNullable<Behind>): StartedByRun['behind'] {
  return behind.kind === 'member' || behind.kind === 'mail' ? behind : null
}
