import type { Sql } from 'postgres'
import type { Json } from '@/flow/json'
import type { StartedBy } from '@/server/db/schema/engine'

export type ClaimedRun = {
  id: string
  workspaceId: string
  flowId: string
  versionId: string
  mode: 'live' | 'test'
  startedBy: StartedBy['kind']
  triggerNodeId: string
  input: Json
  untilNodeId: string | null
  continuesRunId: string | null
  fromStep: string | null
  epoch: number
  losses: number
  nextSeq: number
  startedAt: Date
  replied: boolean
  cancelled: boolean
}

/** Takes what is queued and nobody else took. The epoch rises with every claim and fences whoever held the run before. */
export function claim(sql: Sql, workerId: string, runIds: readonly string[]): Promise<ClaimedRun[]> {
  return sql<ClaimedRun[]>`
    update run set ${claiming(sql, workerId)}
    where id = any(${runIds as string[]}::uuid[]) and status = 'queued'
    returning ${columns(sql)}`
}

/** For a worker with room to spare: the oldest, whether or not a bell was heard. */
export function claimOldest(sql: Sql, workerId: string, most: number): Promise<ClaimedRun[]> {
  return sql<ClaimedRun[]>`
    with oldest as materialized (
      select id from run where status = 'queued' order by created_at limit ${most} for update skip locked
    )
    update run set ${claiming(sql, workerId)} from oldest where run.id = oldest.id returning ${columns(sql)}`
}

const claiming = (sql: Sql, workerId: string) =>
  sql`status = 'running', owner = ${workerId}, epoch = epoch + 1, rung_at = now(), started_at = coalesce(started_at, now())`

const columns = (sql: Sql) => sql`
  run.id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", mode, started_by->>'kind' as "startedBy",
  trigger_node_id as "triggerNodeId", input, until_node_id as "untilNodeId",
  continues_run_id as "continuesRunId", from_step as "fromStep", epoch, losses, next_seq as "nextSeq",
  started_at as "startedAt", reply is not null as replied, cancel_requested_at is not null as cancelled`
