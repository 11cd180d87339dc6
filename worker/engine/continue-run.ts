import type { Sql } from 'postgres'
import { NodeError } from '@/flow/define/node-error'
import { continuationOf } from '@/flow/engine/continuation'
import type { RunEvent } from '@/flow/engine/events'
import type { Plan } from '@/flow/engine/plan'
import type { Json } from '@/flow/json'
import type { ClaimedRun } from './claim'
import { publishedFlow } from './published-flow'

/**
 * What the journal of a run begins with that goes on where another ended. It is worked out when the run is first claimed:
 * a run that has ended never changes, so a worker that dies before writing it leaves the same to the next.
 */
export async function continuation(sql: Sql, run: ClaimedRun, plan: Plan, at: number): Promise<RunEvent[]> {
  const { continuesRunId, fromStep, nextSeq, workspaceId } = run
  if (continuesRunId === null || nextSeq > 1) return []
  const [before] = await sql<BeforeRow[]>`
    select version_id as "versionId", until_node_id as "untilNodeId", trigger_node_id as "triggerNodeId", input, started_at as "startedAt"
    from run where id = ${continuesRunId} and workspace_id = ${workspaceId} and finished_at is not null`
  const flow = before && (await publishedFlow(workspaceId, before.versionId))
  if (!flow) throw gone()
  const segments = await sql<{ events: RunEvent[] }[]>`
    select events from journal where run_id = ${continuesRunId} and workspace_id = ${workspaceId} order by seq`
  const { triggerNodeId, input, startedAt, untilNodeId } = before
  const started: RunEvent = { type: 'run.started', at: startedAt?.getTime() ?? at, triggerNodeId, input }
  const events = [started, ...segments.flatMap((segment) => segment.events)]
  return continuationOf({ runId: continuesRunId, plan: flow.planUntil(untilNodeId), events }, plan, fromStep, at).events
}

type BeforeRow = { versionId: string; untilNodeId: string | null; triggerNodeId: string; input: Json; startedAt: Date | null }

function gone(): NodeError {
  return new NodeError('nothing_to_continue', 'The run that this one goes on from is not there any more.', {
    retry: false,
    hint: 'Run the flow again from its start.',
  })
}
