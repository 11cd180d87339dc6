import type { Sql } from 'postgres'
import type { JsonObject } from '@/flow/json'
import { storable } from '@/flow/storable'
import type { TriggerLook } from '@/server/db/schema/engine'
import type { StartingTrigger } from '@/server/services/intake/start-by-trigger'

/** So long a trigger is this worker's to look at; a look that takes longer is stopped before. */
const LEASE_SECONDS = 120

export type PolledTrigger = StartingTrigger & {
  config: JsonObject
  connectionId: string | null
  state: unknown
  look: TriggerLook | null
}

/**
 * Takes triggers whose time to look has come, by the clock of the database. Workspaces take turns: one that has a thousand
 * waiting does not keep another's only one from being looked at.
 */
export function claimPolls(sql: Sql, workerId: string, most: number): Promise<PolledTrigger[]> {
  return sql<PolledTrigger[]>`
    with due as (
      select id, next_at, row_number() over (partition by workspace_id order by next_at) as turn from trigger
      where source = 'poll' and enabled and next_at <= now() and (watched_until is null or watched_until < now())
    ), mine as materialized (
      select trigger.id from trigger join due on due.id = trigger.id
      where trigger.next_at <= now() and (trigger.watched_until is null or trigger.watched_until < now())
      order by due.turn, due.next_at limit ${most} for update of trigger skip locked
    )
    update trigger set watched_by = ${workerId}, watched_until = now() + ${LEASE_SECONDS} * interval '1 second'
    from mine where trigger.id = mine.id
    returning trigger.id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", config,
      connection_id as "connectionId", state, look`
}

/** What a look leaves behind; the time it was is the database's. */
export type Looked = Omit<TriggerLook, 'at'>

/** The next look in so many seconds, this one remembered, and the trigger free again: if it is still this worker's. */
export function letGo(sql: Sql, looked: Looked, nextInSeconds: number) {
  return sql`
    look = (jsonb_build_object('at', now()) || ${JSON.stringify(storable(looked))}::text::jsonb)::json,
    next_at = greatest(now(), now() + ${nextInSeconds} * interval '1 second'), watched_by = null, watched_until = null`
}

export function stillMine(sql: Sql, { id, versionId }: PolledTrigger, workerId: string) {
  return sql`id = ${id} and enabled and version_id = ${versionId} and watched_by = ${workerId} and watched_until > now()`
}

export async function releasePolls(sql: Sql, workerId: string): Promise<void> {
  await sql`update trigger set watched_by = null, watched_until = null where watched_by = ${workerId} and source = 'poll'`
}
