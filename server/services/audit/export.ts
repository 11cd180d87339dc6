import { eq } from 'drizzle-orm'
import { workspace } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { AuditLine } from '../../governance/chain/audit-file'
import { trustedKeys } from '../../governance/chain/keys'
import { publicKeyText } from '../../governance/chain/signing-key'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'
import { chainEnd, chainParts } from './read-chain'

/** The whole chain, a line of JSON each: only whole can it be checked (governance/chain/audit-file.ts). */
export async function exportAudit({ actor }: Call): Promise<AsyncGenerator<string>> {
  demand(actor, 'audit.read')
  const { workspaceId } = actor
  const start = await inWorkspace(workspaceId, async (tx) => {
    const [found] = await tx.select({ name: workspace.name }).from(workspace).where(eq(workspace.id, workspaceId))
    if (!found) throw notFound('workspace')
    const end = await chainEnd(tx, workspaceId)
    await record(tx, actor, 'audit.exported', { type: 'workspace', id: workspaceId }, { links: end.through })
    return { ...end, name: found.name }
  })
  return linesOf(workspaceId, start)
}

async function* linesOf(workspaceId: string, { name, through, beyond }: Awaited<ReturnType<typeof chainEnd>> & { name: string }) {
  const publicKeys = trustedKeys().map((key) => ({ id: key.id, publicKey: publicKeyText(key) }))
  yield line({ kind: 'audit', format: 1, workspace: { id: workspaceId, name }, exportedAt: new Date().toISOString(), publicKeys })
  let links = 0
  for await (const part of chainParts(workspaceId, through)) {
    const checkpoints = new Map(part.checkpoints.map((checkpoint) => [checkpoint.seq, checkpoint]))
    for (const { seq, hash, sealedAt, event } of part.links) {
      const checkpoint = checkpoints.get(seq)
      if (checkpoint) yield line({ kind: 'checkpoint', ...checkpoint })
      yield line({ kind: 'link', seq, hash, sealedAt: sealedAt.toISOString(), event })
      links += 1
    }
  }
  for (const checkpoint of beyond) yield line({ kind: 'checkpoint', ...checkpoint })
  yield line({ kind: 'end', links })
}

function line(value: AuditLine): string {
  return `${JSON.stringify(value)}\n`
}
