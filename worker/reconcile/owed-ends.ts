import type { Sql } from 'postgres'
import type { StepError } from '@/flow/engine/events'
import type { JournalEntry } from '@/flow/engine/journal-entry'
import { nodeOf } from '@/flow/engine/step'
import type { Graph } from '@/flow/graph/graph'
import type { StartedBy } from '@/server/db/schema/engine'
import { log } from '@/server/log'
import type { RunRef } from '@/server/queue/doorbell'
import { startErrorFlow } from '@/server/services/calls/start-error-flow'
import { publishedFlow } from '../engine/published-flow'
import { PutOff } from '../put-off'
import type { Woken } from './due-waits'

type EndedRun = {
  id: string
  workspaceId: string
  flowId: string
  versionId: string
  mode: 'live' | 'test'
  status: 'succeeded' | 'failed' | 'cancelled'
  startedBy: StartedBy
  error: StepError | null
  finishedAt: Date
}

const MOST = 200

/** Of ends that could not be passed on. */
export const endsPutOff = () => new PutOff({ firstMs: 2_000, longestMs: 10 * 60_000 })

/** `more`: that was a batch, and others may be owed. */
type Told = { woken: Woken[]; more: boolean }

/**
 * Tells others of runs that ended, and clears the debt (`end_owed`) only then: each part may be done twice, by two workers at
 * once or after a crash, and makes no difference the second time. What fails is put off. Gives the runs that were woken.
 */
export async function tellOfEnds(sql: Sql, only?: readonly string[], { putOff = endsPutOff(), most = MOST } = {}): Promise<Told> {
  const ended = await sql<EndedRun[]>`
    select id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", mode, status, started_by as "startedBy", error,
      finished_at as "finishedAt"
    from run where end_owed and ${only ? sql`id = any(${only as string[]}::uuid[])` : sql`id <> all(${putOff.names()}::uuid[])`} order by id limit ${most}`
  const woken = await Promise.all(
    ended.map(async (run) => {
      try {
        const told = await tellOfEnd(sql, run)
        putOff.done(run.id)
        return told
      } catch (err) {
        putOff.again(run.id)
        log.error({ err, runId: run.id }, 'The end of a run could not be passed on; it is tried again')
        return []
      }
    }),
  )
  return { woken: woken.flat(), more: ended.length === most }
}

async function tellOfEnd(sql: Sql, run: EndedRun): Promise<Woken[]> {
  const { id, workspaceId, status, startedBy } = run
  const caller = startedBy.kind === 'call' && startedBy.awaited ? await wakeCaller(sql, workspaceId, startedBy.runId) : []
  const called = status === 'succeeded' ? [] : await cancelCalled(sql, run)
  if (status === 'failed' && run.mode === 'live') await tellErrorFlow(sql, run)
  await sql`update run set end_owed = false where workspace_id = ${workspaceId} and id = ${id}`
  return [...caller, ...called]
}

/** It finds the end where it looks for the ends of its waits; this only makes it look. */
function wakeCaller(sql: Sql, workspaceId: string, runId: string): Promise<Woken[]> {
  return sql<Woken[]>`
    update run set status = case when status = 'waiting' then 'queued' else status end, rung_at = null
    where workspace_id = ${workspaceId} and id = ${runId} and status in ('waiting', 'running')
    returning id, workspace_id as "workspaceId", status, owner`
}

/** Nobody waits any more for what a run called that was cancelled, or failed meanwhile, or for what only these steps of it called. */
export function cancelCalled(sql: Sql, { id: runId, workspaceId }: RunRef, steps?: readonly string[]): Promise<Woken[]> {
  return sql<Woken[]>`
    update run set cancel_requested_at = now(), status = case when status = 'waiting' then 'queued' else status end, rung_at = null,
      held = held and not tidies
    from (
      select id from run
      where workspace_id = ${workspaceId} and started_by->>'runId' = ${runId} and started_by->>'kind' = 'call' and started_by->>'awaited' = 'true'
        and status in ('queued', 'waiting', 'running') and cancel_requested_at is null
        ${steps ? sql`and started_by->>'step' = any(${steps as string[]}::text[])` : sql``}
      order by id for no key update
    ) as called where run.workspace_id = ${workspaceId} and run.id = called.id
    returning run.id, workspace_id as "workspaceId", status, owner`
}

async function tellErrorFlow(sql: Sql, run: EndedRun): Promise<void> {
  const flow = await publishedFlow(run.workspaceId, run.versionId)
  const errorFlowId = flow?.graph.settings.errorFlowId
  if (!flow || !errorFlowId || !run.error) return
  const { id, workspaceId, flowId, startedBy, error, finishedAt } = run
  const step = await stepItFailedAt(sql, id, flow.graph)
  await startErrorFlow({ id, workspaceId, flowId, startedBy, step, error, finishedAt }, errorFlowId)
}

async function stepItFailedAt(sql: Sql, runId: string, graph: Graph): Promise<string | null> {
  const [segment] = await sql<{ events: JournalEntry[] }[]>`select events from journal where run_id = ${runId} order by seq desc limit 1`
  const end = segment?.events.at(-1)
  if (end?.type !== 'run.failed' || end.step === undefined) return null
  const id = nodeOf(end.step)
  const node = graph.nodes.find((node) => node.id === id)
  return node ? node.label || node.key : null
}
