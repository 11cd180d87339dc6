import type { Sql } from 'postgres'
import { NodeError } from '@/flow/define/node-error'
import { type Before, continuationOf } from '@/flow/engine/continuation'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf, type JournalEntry } from '@/flow/engine/journal-entry'
import { isAlone } from '@/flow/engine/only-step'
import type { Scope } from '@/flow/expressions/scope'
import type { Json } from '@/flow/json'
import { beginAlone } from './begin-alone'
import type { ClaimedRun } from './claim'
import { type PublishedFlow, publishedFlow } from './published-flow'

/**
 * What the journal of a run begins with that goes on where another ended, or that does one step only. It is worked out when
 * the run is first claimed: a run that has ended never changes, so a worker that dies before writing it leaves the same to
 * the next.
 */
export async function continuation(sql: Sql, run: ClaimedRun, flow: PublishedFlow, about: Scope['run'], at: number): Promise<RunEvent[]> {
  if (run.nextSeq > 1 || (run.continuesRunId === null && !isAlone(run))) return []
  const plan = flow.planUntil(run.untilNodeId)
  const before = run.continuesRunId === null ? null : await ended(sql, run.workspaceId, run.continuesRunId, at)
  if (isAlone(run)) return beginAlone(run, plan, before, about)
  return before === null ? [] : continuationOf(before, plan, run.fromStep, at).events
}

async function ended(sql: Sql, workspaceId: string, id: string, at: number): Promise<Before> {
  const [before] = await sql<BeforeRow[]>`
    select version_id as "versionId", until_node_id as "untilNodeId", trigger_node_id as "triggerNodeId", input, started_at as "startedAt"
    from run where id = ${id} and workspace_id = ${workspaceId} and finished_at is not null and details_removed_at is null`
  const flow = before && (await publishedFlow(workspaceId, before.versionId))
  if (!flow) throw gone()
  const segments = await sql<{ events: JournalEntry[] }[]>`
    select events from journal where run_id = ${id} and workspace_id = ${workspaceId} order by seq`
  const { triggerNodeId, input, startedAt, untilNodeId } = before
  const started: RunEvent = { type: 'run.started', at: startedAt?.getTime() ?? at, triggerNodeId, input }
  return { runId: id, plan: flow.planUntil(untilNodeId), events: [started, ...segments.flatMap((segment) => eventsOf(segment.events))] }
}

type BeforeRow = { versionId: string; untilNodeId: string | null; triggerNodeId: string; input: Json; startedAt: Date | null }

function gone(): NodeError {
  return new NodeError('nothing_to_continue', 'The run that this one goes on from is not there any more.', {
    retry: false,
    hint: 'Run the flow again from its start.',
  })
}
