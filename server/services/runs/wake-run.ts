import { and, eq, inArray, sql } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { RunRef } from '../../queue/doorbell'
import { ring } from '../intake/ring'
import { announce } from '../live/bus'

export type Woken = RunRef & { owner: string | null; queued: boolean }

/**
 * Something a run should look at was written in this transaction: a waiting run is queued again, a running one has an
 * owner to tell. One statement marks both (`rung_at`), so a run that is being put to wait at this moment finds the mark.
 * So is one that is queued already: whoever claims it waits for this transaction, and so sees what it wrote.
 */
export async function wakeRun(tx: Tx, { id, workspaceId }: RunRef): Promise<Woken> {
  const [woken] = await tx
    .update(run)
    .set({ status: sql`case when ${run.status} = 'waiting' then 'queued' else ${run.status} end`, rungAt: null })
    .where(and(eq(run.workspaceId, workspaceId), eq(run.id, id), inArray(run.status, ['queued', 'waiting', 'running'])))
    .returning({ status: run.status, owner: run.owner })
  return { id, workspaceId, owner: woken?.owner ?? null, queued: woken?.status === 'queued' }
}

/** After the commit. */
export async function tellWoken(...woken: readonly Woken[]): Promise<void> {
  ring(woken.filter(({ queued }) => queued))
  await Promise.all(woken.map(({ id, owner }) => owner && announce(`worker:${owner}`, { runId: id })))
}
