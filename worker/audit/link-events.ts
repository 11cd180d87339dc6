import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { uuids } from '@/server/db/is-one-of'
import { auditEvent, auditLink, auditPending } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { auditedEvent, digestOf, GENESIS, linkHash } from '@/server/governance/chain/link'

const BATCH = 1_000

/**
 * Appends what is not linked yet to the chain. Not by the order of ids: an event of a slow transaction appears behind
 * younger ones, and is linked when it appears.
 */
export async function linkEvents(tx: Tx, workspaceId: string): Promise<{ more: boolean }> {
  const events = await tx
    .select({ event: auditEvent })
    .from(auditPending)
    .innerJoin(auditEvent, and(eq(auditEvent.workspaceId, auditPending.workspaceId), eq(auditEvent.id, auditPending.eventId)))
    .leftJoin(auditLink, and(eq(auditLink.workspaceId, auditPending.workspaceId), eq(auditLink.eventId, auditPending.eventId)))
    .where(and(eq(auditPending.workspaceId, workspaceId), isNull(auditLink.seq)))
    .orderBy(asc(auditEvent.id))
    .limit(BATCH)
  if (events.length === 0) return { more: false }

  let { seq, hash } = (await headOf(tx, workspaceId)) ?? { seq: 0, hash: GENESIS }
  const links = events.map(({ event }) => {
    seq += 1
    hash = linkHash(seq, hash, digestOf(auditedEvent(event)))
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
