import type { Sql } from 'postgres'
import type { MailTrigger } from '@/server/services/intake/mail-trigger'

/** So long a mailbox belongs to the worker that watches it, unless that says again that it does. */
const LEASE_SECONDS = 30
/** So many mailboxes a worker watches: each is an open connection. */
const MOST = 500

export type WatchedTrigger = MailTrigger & { connectionId: string; state: unknown }

/**
 * Takes or keeps mailboxes for this worker, on database time: nobody else watches them until then. Workspaces take turns, so that
 * one that has a thousand does not keep another's only one from being watched.
 */
export function claimMailboxes(sql: Sql, workerId: string, most = MOST): Promise<WatchedTrigger[]> {
  const isFree = sql`source = 'mailbox' and enabled and connection_id is not null
    and (watched_by = ${workerId} or watched_until is null or watched_until < now())`
  return sql<WatchedTrigger[]>`
    with free as (
      select id, watched_by is not distinct from ${workerId}::uuid as held,
        row_number() over (partition by workspace_id order by watched_by is not distinct from ${workerId}::uuid desc, id) as turn
      from trigger where ${isFree}
    ), mine as materialized (
      select trigger.id from trigger join free on free.id = trigger.id
      where ${isFree} order by free.turn, free.held desc limit ${most} for update of trigger skip locked
    )
    update trigger set watched_by = ${workerId}, watched_until = now() + ${LEASE_SECONDS} * interval '1 second'
    from mine where trigger.id = mine.id
    returning ${columns(sql)}`
}

/** As it is now; null when it is no longer this worker's. */
export async function heldMailbox(sql: Sql, workerId: string, id: string): Promise<WatchedTrigger | null> {
  const [row] = await sql<WatchedTrigger[]>`
    select ${columns(sql)} from trigger
    where id = ${id} and source = 'mailbox' and enabled and watched_by = ${workerId} and watched_until > now()`
  return row ?? null
}

/** Remembers how far it has looked. False: it is no longer this worker's, or nobody's any more. */
export async function keepState(sql: Sql, workerId: string, id: string, state: Record<string, string | number>): Promise<boolean> {
  const { count } = await sql`
    update trigger set state = ${sql.json(state)} where id = ${id} and enabled and watched_by = ${workerId} and watched_until > now()`
  return count === 1
}

export async function releaseMailboxes(sql: Sql, workerId: string): Promise<void> {
  await sql`update trigger set watched_by = null, watched_until = null where watched_by = ${workerId}`
}

function columns(sql: Sql) {
  return sql`trigger.id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", enabled, config,
    connection_id as "connectionId", state`
}
