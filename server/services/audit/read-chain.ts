import { and, asc, between, eq, gt, lte, sql } from 'drizzle-orm'
import { auditCheckpoint, auditEvent, auditLink } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import type { Checkpoint } from '../../governance/chain/checkpoint'
import { auditedEvent } from '../../governance/chain/link'
import type { ChainLink } from '../../governance/chain/verify'

const LINKS_AT_ONCE = 1_000

export type SealedLink = ChainLink & { sealedAt: Date }
export type ChainPart = { links: SealedLink[]; checkpoints: Checkpoint[] }

/** How long the chain is, and checkpoints that lie beyond its end: both as of one moment, or a chain that grows would look cut off. */
export async function chainEnd(tx: Tx, workspaceId: string): Promise<{ through: number; beyond: Checkpoint[] }> {
  const head = sql`(select coalesce(max(seq), 0) from audit_link where workspace_id = ${workspaceId})`
  const [row] = await tx.execute<{ through: number; beyond: Checkpoint[] }>(sql`
    select ${head}::int as through, coalesce((
      select json_agg(json_build_object('workspaceId', workspace_id, 'seq', seq, 'after', after, 'hash', hash, 'keyId', key_id,
        'signature', signature, 'at', to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by seq)
      from audit_checkpoint where workspace_id = ${workspaceId} and seq > ${head}
    ), '[]') as beyond`)
  return row ?? { through: 0, beyond: [] }
}

/** The chain up to a link, part by part; what is appended meanwhile stays out. */
export async function* chainParts(workspaceId: string, through: number): AsyncGenerator<ChainPart> {
  for (let after = 0; after < through; ) {
    const part = await inWorkspace(workspaceId, (tx) => chainPart(tx, workspaceId, after, through))
    yield part
    after = part.links.at(-1)?.seq ?? through
  }
}

async function chainPart(tx: Tx, workspaceId: string, after: number, through: number): Promise<ChainPart> {
  const rows = await tx
    .select({ seq: auditLink.seq, hash: auditLink.hash, sealedAt: auditLink.sealedAt, event: auditEvent })
    .from(auditLink)
    .leftJoin(auditEvent, and(eq(auditEvent.workspaceId, auditLink.workspaceId), eq(auditEvent.id, auditLink.eventId)))
    .where(and(eq(auditLink.workspaceId, workspaceId), gt(auditLink.seq, after), lte(auditLink.seq, through)))
    .orderBy(asc(auditLink.seq))
    .limit(LINKS_AT_ONCE)
  const checkpoints = await tx
    .select()
    .from(auditCheckpoint)
    .where(and(eq(auditCheckpoint.workspaceId, workspaceId), between(auditCheckpoint.seq, after + 1, rows.at(-1)?.seq ?? through)))
    .orderBy(asc(auditCheckpoint.seq))
  return {
    links: rows.map(({ event, ...link }) => ({ ...link, event: event && auditedEvent(event) })),
    checkpoints: checkpoints.map((row) => ({ ...row, at: row.at.toISOString() })),
  }
}
