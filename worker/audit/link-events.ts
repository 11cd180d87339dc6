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
    where p.workspace_id = ${workspaceId} order by p.event_id limit ${BATCH}`)
  if (events.length === 0) return { more: false, head }
  const links = linksOf(
    head,
    events.map(({ at, ...event }) => ({ ...event, at: new Date(at) })),
  )
  await tx.execute(sql`
    insert into audit_link (workspace_id, seq, hash, event_id)
    select ${workspaceId}::uuid, * from unnest(
      ${plainList(links.map(({ seq }) => seq))}::bigint[],
      ${plainList(links.map(({ hash }) => hash))}::text[],
      ${plainList(events.map(({ id }) => id))}::uuid[]
    )`)
  return { more: events.length === BATCH, head: links.at(-1) ?? head }
}

/** The links of these events, in their order, behind the head. */
export function linksOf(head: Head, events: readonly EventRow[]): { seq: number; hash: string }[] {
  let { seq, hash } = head ?? { seq: 0, hash: GENESIS }
  return events.map((event) => {
    seq += 1
    hash = linkHash(seq, hash, digestOf(auditedEvent(event)))
    return { seq, hash }
  })
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
