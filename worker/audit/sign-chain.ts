import { desc, eq } from 'drizzle-orm'
import { auditCheckpoint, auditUnsigned } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { type Checkpoint, signCheckpoint } from '@/server/governance/chain/checkpoint'
import { checkpointKey } from '@/server/governance/chain/keys'
import type { Head } from './link-events'

/** Links that may go unsigned: what somebody with the database could cut off unseen. */
const MOST_UNSIGNED = 256

/** Signs how the chain ends, when so many links or so much time passed since the last. What is left unsigned is owed a signature. */
export async function signChain(tx: Tx, workspaceId: string, head: Head, now: Date, afterMs: number): Promise<Checkpoint | null> {
  if (!head) return null
  const [last] = await tx
    .select({ seq: auditCheckpoint.seq, at: auditCheckpoint.at })
    .from(auditCheckpoint)
    .where(eq(auditCheckpoint.workspaceId, workspaceId))
    .orderBy(desc(auditCheckpoint.seq))
    .limit(1)
  const after = last?.seq ?? 0
  const unsigned = head.seq - after
  if (last && unsigned > 0 && unsigned < MOST_UNSIGNED && now.getTime() - last.at.getTime() < afterMs) {
    await tx.insert(auditUnsigned).values({ workspaceId }).onConflictDoNothing()
    return null
  }
  const checkpoint = unsigned > 0 ? signCheckpoint(checkpointKey(), { workspaceId, ...head, after, at: now.toISOString() }) : null
  if (checkpoint) await tx.insert(auditCheckpoint).values({ ...checkpoint, at: now })
  await tx.delete(auditUnsigned).where(eq(auditUnsigned.workspaceId, workspaceId))
  return checkpoint
}
