import { desc, eq, sql } from 'drizzle-orm'
import { uuids } from '@/server/db/is-one-of'
import { type auditEvent, auditLink } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { auditedEvent, digestOf, GENESIS, linkHash } from '@/server/governance/chain/link'

const BATCH = 1_000

/** Read as it comes: every run has one of these. */
type EventRow = Omit<typeof auditEvent.$inferSelect, 'at'> & { at: string }

/**
 * Appends what is not linked yet to the chain. Not by the order of ids: an event of a slow transaction appears behind
 * younger ones, and is linked when it appears.
 */
export async function linkEvents(tx: Tx, workspaceId: string): Promise<{ more: boolean }> {
  const events = await tx.execute<EventRow>(sql`
    select e.id, e.workspace_id as "workspaceId", e.at::text as at, e.actor, e.action,
      e.resource_type as "resourceType", e.resource_id as "resourceId", e.detail
    from audit_pending p
    join audit_event e on e.workspace_id = p.workspace_id and e.id = p.event_id
    left join audit_link l on l.workspace_id = p.workspace_id and l.event_id = p.event_id
    where p.workspace_id = ${workspaceId} and l.seq is null order by e.id limit ${BATCH}`)
  if (events.length === 0) return { more: false }

  let { seq, hash } = (await headOf(tx, workspaceId)) ?? { seq: 0, hash: GENESIS }
  const links = events.map(({ at, ...event }) => {
    seq += 1
    hash = linkHash(seq, hash, digestOf(auditedEvent({ ...event, at: new Date(at) })))
    return { seq, hash, eventId: event.id }
  })
  await tx.execute(sql`
    insert into audit_link (workspace_id, seq, hash, event_id)
    select ${workspaceId}::uuid, * from unnest(
      ${`{${links.map((link) => link.seq).join(',')}}`}::bigint[],
      ${`{${links.map((link) => link.hash).join(',')}}`}::text[],
      ${uuids(links.map(({ eventId }) => eventId))}::uuid[]
    )`)
  return { more: events.length === BATCH }
}

export async function headOf(tx: Tx, workspaceId: string): Promise<{ seq: number; hash: string } | null> {
  const [head] = await tx
    .select({ seq: auditLink.seq, hash: auditLink.hash })
    .from(auditLink)
    .where(eq(auditLink.workspaceId, workspaceId))
    .orderBy(desc(auditLink.seq))
    .limit(1)
  return head ?? null
}
