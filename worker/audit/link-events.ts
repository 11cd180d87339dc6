import { and, asc, desc, eq, isNull } from 'drizzle-orm'
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
    return { workspaceId, seq, hash, eventId: event.id }
  })
  await tx.insert(auditLink).values(links)
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
