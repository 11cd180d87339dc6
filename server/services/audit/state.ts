import { desc, eq } from 'drizzle-orm'
import { auditCheckpoint, auditLink, auditPending } from '../../db/schema'
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
    const waiting = await tx.$count(auditPending, eq(auditPending.workspaceId, workspaceId))
    const publicKeys = trustedKeys().map((key) => ({ id: key.id, publicKey: publicKeyText(key) }))
    return { links: head?.seq ?? 0, sealedAt: head?.sealedAt ?? null, signed: signed ?? null, waiting, publicKeys }
  })
}
