import { sql } from 'drizzle-orm'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { checkpointLog, readCheckpointLog } from '../../governance/chain/checkpoint-log'
import { trustedKeys } from '../../governance/chain/keys'
import { type ChainReport, ChainVerifier } from '../../governance/chain/verify'
import type { Call } from '../call'
import { demand } from '../permissions'
import { chainEnd, chainParts } from './read-chain'

export type AuditVerification = ChainReport & { verifiedAt: Date }

const under = new Map<string, Promise<AuditVerification>>()

/** Checks the whole chain as it stands in the database. Who asks while one check is under way gets that one's answer. */
export async function verifyAudit({ actor }: Call): Promise<AuditVerification> {
  demand(actor, 'audit.read')
  const { workspaceId } = actor
  const running = under.get(workspaceId) ?? verifyChain(workspaceId).finally(() => under.delete(workspaceId))
  under.set(workspaceId, running)
  return running
}

async function verifyChain(workspaceId: string): Promise<AuditVerification> {
  const verifier = new ChainVerifier({ workspaceId, keys: trustedKeys() })
  // Read first: whatever it names was committed before the end of the chain is looked up.
  for await (const checkpoint of readCheckpointLog(checkpointLog(), workspaceId)) verifier.checkpoint(checkpoint, 'log')
  const { through, beyond } = await inWorkspace(workspaceId, (tx) => chainEnd(tx, workspaceId))
  for await (const { links, checkpoints } of chainParts(workspaceId, through)) {
    for (const checkpoint of checkpoints) verifier.checkpoint(checkpoint)
    for (const link of links) verifier.link(link)
  }
  for (const checkpoint of beyond) verifier.checkpoint(checkpoint)
  const report = withUnsealed(verifier.report(), await inWorkspace(workspaceId, (tx) => unsealedCount(tx, workspaceId)))
  return { ...report, verifiedAt: new Date() }
}

/** Events that should long have been linked, whatever the list of pending ones says. */
async function unsealedCount(tx: Tx, workspaceId: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from audit_event e where workspace_id = ${workspaceId} and at < now() - interval '1 minute'
      and not exists (select from audit_link l where l.workspace_id = e.workspace_id and l.event_id = e.id)`)
  return row?.count ?? 0
}

function withUnsealed(report: ChainReport, count: number): ChainReport {
  if (count === 0) return report
  const what = count === 1 ? '1 event is' : `${count.toLocaleString('en')} events are`
  const message = `${what} older than a minute and not in the chain yet. Either no worker runs, or somebody kept them out.`
  return { ...report, intact: false, problems: [...report.problems, { code: 'unsealed', seq: report.links, message }] }
}
