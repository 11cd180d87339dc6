import { desc, eq, sql } from 'drizzle-orm'
import { auditCheckpoint } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { type Checkpoint, signCheckpoint } from '@/server/governance/chain/checkpoint'
import { checkpointKey } from '@/server/governance/chain/keys'
import type { Head } from './link-events'

/** Links that may go unsigned: what somebody with the database could cut off unseen. */
const MOST_UNSIGNED = 256

/** Signs how the chain ends, when so many links or so much time passed since the last; what is signed is no longer pending. */
export async function signChain(tx: Tx, workspaceId: string, head: Head, afterMs: number): Promise<Checkpoint | null> {
  if (!head) return null
  const [last] = await tx
    .select({ seq: auditCheckpoint.seq, isOld: sql<boolean>`${auditCheckpoint.at} <= now() - ${afterMs} * interval '1 millisecond'` })
    .from(auditCheckpoint)
    .where(eq(auditCheckpoint.workspaceId, workspaceId))
    .orderBy(desc(auditCheckpoint.seq))
    .limit(1)
  const unsigned = head.seq - (last?.seq ?? 0)
  if (last && unsigned > 0 && unsigned < MOST_UNSIGNED && !last.isOld) return null

  const checkpoint =
    unsigned > 0 ? signCheckpoint(checkpointKey(), { workspaceId, ...head, after: last?.seq ?? 0, at: await timeOf(tx) }) : null
  if (checkpoint) await tx.insert(auditCheckpoint).values({ ...checkpoint, at: new Date(checkpoint.at) })
  await tx.execute(sql`
    delete from audit_pending p using audit_link l
    where p.workspace_id = ${workspaceId} and l.workspace_id = p.workspace_id and l.event_id = p.event_id`)
  return checkpoint
}

async function timeOf(tx: Tx): Promise<string> {
  const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`)
  return new Date(row?.now ?? Date.now()).toISOString()
}
