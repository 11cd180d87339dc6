import { desc, eq, sql } from 'drizzle-orm'
import { plainList } from '@/server/db/is-one-of'
import { auditLink } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { auditedEvent, digestOf, type EventRow, GENESIS, linkHash } from '@/server/governance/chain/link'

const BATCH = 1_000

/** The last link of a chain; null: it has none yet. */
export type Head = { seq: number; hash: string } | null

/** As it is read: dates as text. */
type PendingEvent = Omit<EventRow, 'at'> & { at: string }

/**
 * Appends what is not linked yet to the chain. Not by the order of ids: an event of a slow transaction appears behind
 * younger ones, and is linked when it appears.
 */
export async function linkEvents(tx: Tx, workspaceId: string, head: Head): Promise<{ more: boolean; head: Head }> {
  const events = await tx.execute<PendingEvent>(sql`
    select e.id, e.workspace_id as "workspaceId", e.at::text as at, e.actor, e.action,
      e.resource_type as "resourceType", e.resource_id as "resourceId", e.detail
    from audit_pending p
    join audit_event e on e.workspace_id = p.workspace_id and e.id = p.event_id
    left join audit_link l on l.workspace_id = p.workspace_id and l.event_id = p.event_id
    where p.workspace_id = ${workspaceId} and l.seq is null order by e.id limit ${BATCH}`)
  const rows = events.map(({ at, ...event }) => ({ ...event, at: new Date(at) }))
  return { more: events.length === BATCH, head: await appendLinks(tx, workspaceId, head, rows) }
}

/** Gives the new head. */
export async function appendLinks(tx: Tx, workspaceId: string, head: Head, events: readonly EventRow[]): Promise<Head> {
  if (events.length === 0) return head
  let { seq, hash } = head ?? { seq: 0, hash: GENESIS }
  const links = events.map((event) => {
    seq += 1
    hash = linkHash(seq, hash, digestOf(auditedEvent(event)))
    return { seq, hash, eventId: event.id }
  })
  await tx.execute(sql`
    insert into audit_link (workspace_id, seq, hash, event_id)
    select ${workspaceId}::uuid, * from unnest(
      ${plainList(links.map((link) => link.seq))}::bigint[],
      ${plainList(links.map((link) => link.hash))}::text[],
      ${plainList(links.map(({ eventId }) => eventId))}::uuid[]
    )`)
  return { seq, hash }
}

export async function headOf(tx: Tx, workspaceId: string): Promise<Head> {
  const [head] = await tx
    .select({ seq: auditLink.seq, hash: auditLink.hash })
    .from(auditLink)
    .where(eq(auditLink.workspaceId, workspaceId))
    .orderBy(desc(auditLink.seq))
    .limit(1)
  return head ?? null
}
