import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { RunStatus } from '@/flow/engine/status'
import { flow, run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { runOf } from './run-of'

export const CalledRunsInput = z.strictObject({ id: z.uuid() })

export type CalledRun = {
  id: string
  flowName: string
  status: RunStatus
  because: 'call' | 'failure'
  /** The step that called it; empty for a failure. */
  step: string
}

const MOST = 200

/** Runs that this one started, the first ones first. */
export async function calledRuns({ actor }: Call, input: z.input<typeof CalledRunsInput>): Promise<CalledRun[]> {
  demand(actor, 'run.read')
  const { id } = CalledRunsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await runOf(tx, actor, id)
    const rows = await tx
      .select({ id: run.id, flowName: flow.name, status: run.status, startedBy: run.startedBy })
      .from(run)
      .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
      .where(
        and(
          eq(run.workspaceId, actor.workspaceId),
          sql`${run.startedBy}->>'runId' = ${id}`,
          sql`${run.startedBy}->>'kind' in ('call', 'failure')`,
        ),
      )
      .orderBy(asc(run.id))
      .limit(MOST)
    return rows.flatMap(({ startedBy, ...row }) =>
      startedBy.kind === 'call' || startedBy.kind === 'failure' ? [{ ...row, because: startedBy.kind, step: startedBy.step }] : [],
    )
  })
}
