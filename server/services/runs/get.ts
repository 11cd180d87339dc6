import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { RunError } from '@/flow/engine/events'
import type { RunStatus } from '@/flow/engine/status'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { flow, run, user } from '../../db/schema'
import type { StartedByRun } from '../../db/schema/engine'
import { inWorkspace, type Tx } from '../../db/tenancy'
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
  /** A test that did nothing outside. */
  effectsBlocked: boolean
  startedBy: StartedBy
  /** The run that called this one, or whose failure it looks after. */
  origin: Origin | null
  /** Null for a test run: it used the draft as it was. */
  versionNumber: number | null
  versionId: string
  graph: Graph
  /** The run it goes on from. */
  continuesRunId: string | null
  triggerNodeId: string
  untilNodeId: string | null
  input: Json
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  error: RunError | null
  /** What came in, the journal and the calls are gone by policy. */
  detailsRemovedAt: Date | null
}

/** `step`: the one that called; empty for a failure. */
type Origin = { runId: string; step: string; flowName: string; because: 'call' | 'failure' }

export async function getRun({ actor }: Call, input: z.input<typeof GetRunInput>): Promise<RunDetail> {
  demand(actor, 'run.read')
  const { id } = GetRunInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const found = await runOf(tx, actor, id)
    const { name } = await anyFlowOf(tx, actor, found.flowId)
    const version = await versionOf(tx, actor, found.versionId)
    const by = found.startedBy
    const [starter] = by.kind === 'member' ? await tx.select({ name: user.name }).from(user).where(eq(user.id, by.userId)) : []
    const {
      flowId,
      versionId,
      status,
      mode,
      effectsBlocked,
      triggerNodeId,
      untilNodeId,
      continuesRunId,
      createdAt,
      startedAt,
      finishedAt,
      error,
      detailsRemovedAt,
    } = found
    return {
      id,
      flowId,
      flowName: name,
      status,
      mode,
      effectsBlocked,
      startedBy: startedBy(by, starter?.name ?? null),
      origin: by.kind === 'call' || by.kind === 'failure' ? await originOf(tx, by) : null,
      versionNumber: version.number,
      versionId,
      graph: version.graph,
      continuesRunId,
      triggerNodeId,
      untilNodeId,
      input: found.input,
      createdAt,
      startedAt,
      finishedAt,
      error,
      detailsRemovedAt,
    }
  })
}

/** Null when it is gone: runs are not kept for ever. */
async function originOf(tx: Tx, { runId, step, kind }: StartedByRun): Promise<Origin | null> {
  const [found] = await tx
    .select({ flowName: flow.name })
    .from(run)
    .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
    .where(eq(run.id, runId))
  return found ? { runId, step, flowName: found.flowName, because: kind } : null
}
