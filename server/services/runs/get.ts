import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { StepError } from '@/flow/engine/events'
import type { RunStatus } from '@/flow/engine/status'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { anyFlowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { versionOf } from '../versions/version-of'
import { runOf } from './run-of'
import { type StartedBy, startedBy } from './started-by'

export const GetRunInput = z.strictObject({ id: z.uuid() })

export type RunDetail = {
  id: string
  flowId: string
  flowName: string
  status: RunStatus
  mode: 'live' | 'test'
  startedBy: StartedBy
  /** Null for a test run: it used the draft as it was. */
  versionNumber: number | null
  graph: Graph
  triggerNodeId: string
  untilNodeId: string | null
  input: Json
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  error: StepError | null
  /** What came in, the journal and the calls are gone by policy. */
  detailsRemovedAt: Date | null
}

export async function getRun({ actor }: Call, input: z.input<typeof GetRunInput>): Promise<RunDetail> {
  demand(actor, 'run.read')
  const { id } = GetRunInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const run = await runOf(tx, actor, id)
    const flow = await anyFlowOf(tx, actor, run.flowId)
    const version = await versionOf(tx, actor, run.versionId)
    const by = run.startedBy
    const [starter] = by.kind === 'member' ? await tx.select({ name: user.name }).from(user).where(eq(user.id, by.userId)) : []
    const { flowId, status, mode, triggerNodeId, untilNodeId, createdAt, startedAt, finishedAt, error, detailsRemovedAt } = run
    return {
      id,
      flowId,
      flowName: flow.name,
      status,
      mode,
      startedBy: startedBy(by, starter?.name ?? null),
      versionNumber: version.number,
      graph: version.graph,
      triggerNodeId,
      untilNodeId,
      input: run.input,
      createdAt,
      startedAt,
      finishedAt,
      error,
      detailsRemovedAt,
    }
  })
}
