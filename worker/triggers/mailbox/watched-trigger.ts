import type { Sql } from 'postgres'
import type { MailTrigger } from '@/server/services/intake/mail-trigger'

/** So long a mailbox belongs to the worker that watches it, unless that says again that it does. */
const LEASE_SECONDS = 30
/** So many mailboxes a worker takes on in one go. */
const MOST = 100

export type WatchedTrigger = MailTrigger & { connectionId: string; state: unknown }

/** Takes or keeps mailboxes for this worker, on database time: nobody else watches them until then. */
export function claimMailboxes(sql: Sql, workerId: string): Promise<WatchedTrigger[]> {
  return sql<WatchedTrigger[]>`
    with mine as (
      select id from trigger
      where source = 'mailbox' and enabled and connection_id is not null
        and (watched_by = ${workerId} or watched_until is null or watched_until < now())
      order by watched_by = ${workerId} desc nulls last
      limit ${MOST} for update skip locked
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

/** Remembers how far it has looked. False: it is no longer this worker's. */
export async function keepState(sql: Sql, workerId: string, id: string, state: Record<string, string | number>): Promise<boolean> {
  const { count } = await sql`
    update trigger set state = ${sql.json(state)} where id = ${id} and watched_by = ${workerId} and watched_until > now()`
  return count === 1
}

export async function releaseMailboxes(sql: Sql, workerId: string): Promise<void> {
  await sql`update trigger set watched_by = null, watched_until = null where watched_by = ${workerId}`
}

function columns(sql: Sql) {
  return sql`trigger.id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", enabled, config,
    connection_id as "connectionId", state`
}
