import { desc, eq, sql } from 'drizzle-orm'
import { auditCheckpoint, auditLink } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { trustedKeys } from '../../governance/chain/keys'
import { publicKeyText } from '../../governance/chain/signing-key'
import type { Call } from '../call'
import { demand } from '../permissions'

export type AuditState = {
  links: number
  sealedAt: Date | null
  signed: { through: number; at: Date } | null
  /** Recorded, and not linked yet. */
  waiting: number
  /** What signatures are checked with, today's first. */
  publicKeys: { id: string; publicKey: string }[]
}

/** How far the chain has come. Nothing is checked: that is `verifyAudit`. */
export async function auditState({ actor }: Call): Promise<AuditState> {
  demand(actor, 'audit.read')
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const [head] = await tx.select().from(auditLink).where(eq(auditLink.workspaceId, workspaceId)).orderBy(desc(auditLink.seq)).limit(1)
    const [signed] = await tx
      .select({ through: auditCheckpoint.seq, at: auditCheckpoint.at })
      .from(auditCheckpoint)
      .where(eq(auditCheckpoint.workspaceId, workspaceId))
      .orderBy(desc(auditCheckpoint.seq))
      .limit(1)
    const [pending] = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from audit_pending p where workspace_id = ${workspaceId}
        and not exists (select from audit_link l where l.workspace_id = p.workspace_id and l.event_id = p.event_id)`)
    const publicKeys = trustedKeys().map((key) => ({ id: key.id, publicKey: publicKeyText(key) }))
    const waiting = pending?.count ?? 0
    return { links: head?.seq ?? 0, sealedAt: head?.sealedAt ?? null, signed: signed ?? null, waiting, publicKeys }
  })
}
