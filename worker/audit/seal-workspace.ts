import { sql } from 'drizzle-orm'
import { inWorkspace, type Tx } from '@/server/db/tenancy'
import type { Checkpoint } from '@/server/governance/chain/checkpoint'
import { headOf, linkEvents } from './link-events'
import { sealEndedRuns } from './seal-runs'
import { signChain } from './sign-chain'

/** Any number: with the workspace's id it names the lock of its chain. */
const CHAIN_LOCK = 5_262

type Sealed = { more: boolean; checkpoint: Checkpoint | null }

/**
 * One step for the chain of a workspace: events are linked, runs that ended are sealed, the end signed, in one transaction.
 * One sealer at a time: whoever does not get the lock leaves it to who has it. The lock goes after the commit is seen, so
 * the next sealer reads the chain as this one left it.
 */
export function sealWorkspace(workspaceId: string, signAfterMs: number): Promise<Sealed> {
  return inWorkspace(workspaceId, async (tx) => {
    const now = await lock(tx, workspaceId)
    if (!now) return { more: false, checkpoint: null }
    const events = await linkEvents(tx, workspaceId, await headOf(tx, workspaceId))
    const runs = await sealEndedRuns(tx, workspaceId, events.head, now)
    return { more: events.more || runs.more, checkpoint: await signChain(tx, workspaceId, runs.head, now, signAfterMs) }
  })
}

/** The time of this transaction; null: somebody else has the lock. */
async function lock(tx: Tx, workspaceId: string): Promise<Date | null> {
  const [row] = await tx.execute<{ got: boolean; now: string }>(
    sql`select pg_try_advisory_xact_lock(${CHAIN_LOCK}, hashtext(${workspaceId})) as got, now()::text as now`,
  )
  return row?.got ? new Date(row.now) : null
}
