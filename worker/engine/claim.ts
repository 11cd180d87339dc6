import type { Sql } from 'postgres'
import type { Json } from '@/flow/json'
import { plainList } from '@/server/db/is-one-of'
import type { StartedBy } from '@/server/db/schema/engine'
import type { RunRef } from '@/server/queue/doorbell'

export type ClaimedRun = {
  id: string
  workspaceId: string
  flowId: string
  versionId: string
  mode: 'live' | 'test'
  effectsBlocked: boolean
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
  /** When somebody wished it to be cancelled. */
  cancelledAt: Date | null
  /** The member who did; what else it may be, see `whyCancelled`. */
  cancelledBy: string | null
  /** What the row says of `tidying` in its state. */
  tidies: boolean
}

/**
 * Takes what is queued and nobody else took. The epoch rises with every claim and fences whoever held the run before.
 * Runs of a flow or workspace that has a lane are left: see `holdBehindLanes`.
 */
export function claim(sql: Sql, workerId: string, runs: readonly RunRef[]): Promise<ClaimedRun[]> {
  return sql<ClaimedRun[]>`
    update run set ${claiming(sql, workerId)} from ${these(sql, runs)}
    where ${isThis(sql)} and case when status = 'queued' then not held end and not ${behindLane(sql)}
    returning ${columns(sql)}`
}

/**
 * Puts runs that a claim left behind their lane: from then on no claim looks at them, however many there are, until it is
 * their turn (claim-held.ts). True when any of these stands there.
 */
export async function holdBehindLanes(sql: Sql, runs: readonly RunRef[]): Promise<boolean> {
  const rows = await sql`
    update run set held = true from ${these(sql, runs)}
    where ${isThis(sql)} and case when status = 'queued' then held or ${behindLane(sql)} end returning run.id`
  return rows.length > 0
}

/**
 * Runs by workspace and id, as the index of all runs has them. What else is asked of them is a case of its own: of a plain
 * condition Postgres could take the index of all that is queued for the shorter way to each of them.
 */
const isThis = (sql: Sql) => sql`run.workspace_id = these.workspace_id and run.id = these.id`

/** In one order for everybody who locks several runs, so that no two wait for each other. */
const these = (sql: Sql, runs: readonly RunRef[]) => {
  const inOrder = runs.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return sql`unnest(
    ${plainList(inOrder.map(({ workspaceId }) => workspaceId))}::uuid[], ${plainList(inOrder.map(({ id }) => id))}::uuid[]
  ) as these (workspace_id, id)`
}

/**
 * A lane that makes somebody wait; one that only gives a priority does not. A cancelled run that tidies up passes all of them: it has
 * but a minute, and gives away what others may be waiting for (flow/engine/finally-on-cancel.decision.md).
 */
const behindLane = (sql: Sql) => sql`exists (
  select from lane where lane.workspace_id = run.workspace_id and lane.id in (run.flow_id, run.workspace_id)
    and (lane.most is not null or lane.paused_at is not null) and not (run.tidies and run.cancel_requested_at is not null)
)`

export const claiming = (sql: Sql, workerId: string) =>
  sql`status = 'running', owner = ${workerId}, epoch = epoch + 1, rung_at = now(), started_at = coalesce(started_at, now())`

export const columns = (sql: Sql) => sql`
  run.id, run.workspace_id as "workspaceId", run.flow_id as "flowId", version_id as "versionId", mode, effects_blocked as "effectsBlocked", started_by->>'kind' as "startedBy",
  trigger_node_id as "triggerNodeId", input, until_node_id as "untilNodeId",
  continues_run_id as "continuesRunId", from_step as "fromStep", epoch, losses, next_seq as "nextSeq",
  started_at as "startedAt", reply is not null as replied, cancel_requested_at as "cancelledAt", cancelled_by as "cancelledBy", tidies`
