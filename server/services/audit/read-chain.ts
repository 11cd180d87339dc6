import { and, asc, between, eq, gt, lte } from 'drizzle-orm'
import { auditCheckpoint, auditEvent, auditLink } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Checkpoint } from '../../governance/chain/checkpoint'
import { checkpointLog, readCheckpointLog } from '../../governance/chain/checkpoint-log'
import { trustedKeys } from '../../governance/chain/keys'
import { auditedEvent } from '../../governance/chain/link'
import { type ChainLink, type ChainReport, ChainVerifier } from '../../governance/chain/verify'

const LINKS_AT_ONCE = 1_000

export type ChainPart = { links: (ChainLink & { sealedAt: Date })[]; checkpoints: Checkpoint[] }

/** The chain up to a link, part by part; what is appended meanwhile stays out. */
export async function* chainParts(workspaceId: string, through: number): AsyncGenerator<ChainPart> {
  for (let after = 0; after < through; ) {
    const part = await chainPart(workspaceId, after, through)
    yield part
    const last = part.links.at(-1)?.seq
    if (last === undefined) return
    after = last
  }
}

function chainPart(workspaceId: string, after: number, through: number): Promise<ChainPart> {
  return inWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select({ seq: auditLink.seq, hash: auditLink.hash, sealedAt: auditLink.sealedAt, event: auditEvent })
      .from(auditLink)
      .leftJoin(auditEvent, and(eq(auditEvent.workspaceId, auditLink.workspaceId), eq(auditEvent.id, auditLink.eventId)))
      .where(and(eq(auditLink.workspaceId, workspaceId), gt(auditLink.seq, after), lte(auditLink.seq, through)))
      .orderBy(asc(auditLink.seq))
      .limit(LINKS_AT_ONCE)
    const links = rows.map(({ event, ...link }) => ({ ...link, event: event && auditedEvent(event) }))
    const last = links.at(-1)?.seq
    // Behind the last link of all there may be checkpoints of links that were cut off.
    const end = last === undefined || last >= through ? Number.MAX_SAFE_INTEGER : last
    const checkpoints = await tx
      .select()
      .from(auditCheckpoint)
      .where(and(eq(auditCheckpoint.workspaceId, workspaceId), between(auditCheckpoint.seq, after + 1, end)))
      .orderBy(asc(auditCheckpoint.seq))
    return { links, checkpoints: checkpoints.map((row) => ({ ...row, at: row.at.toISOString() })) }
  })
}

/** Reads and checks the whole chain as it stands in the database, against the checkpoints kept outside too. */
export async function readChain(workspaceId: string): Promise<{ report: ChainReport }> {
  const verifier = new ChainVerifier({ workspaceId, keys: trustedKeys() })
  for await (const checkpoint of readCheckpointLog(checkpointLog(), workspaceId)) verifier.checkpoint(checkpoint, 'log')
  for await (const { links, checkpoints } of chainParts(workspaceId, Number.MAX_SAFE_INTEGER)) {
    for (const checkpoint of checkpoints) verifier.checkpoint(checkpoint)
    for (const link of links) verifier.link(link)
  }
  return { report: verifier.report() }
}
