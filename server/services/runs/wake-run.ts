import { and, eq, sql } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { ring } from '../intake/ring'
import { announce } from '../live/bus'

export type Woken = { id: string; owner: string | null; queued: boolean }

/** Something a run should look at was written in this transaction: a waiting run is queued again, a running one has an owner to tell. */
export async function wakeRun(tx: Tx, id: string): Promise<Woken> {
  const [queued] = await tx
    .update(run)
    .set({ status: 'queued', rungAt: null })
    .where(and(eq(run.id, id), eq(run.status, 'waiting')))
    .returning({ id: run.id })
  const [now] = await tx
    .select({ owner: run.owner })
    .from(run)
    .where(and(eq(run.id, id), sql`${run.status} = 'running'`))
  return { id, owner: now?.owner ?? null, queued: queued !== undefined }
}

/** After the commit. */
export async function tellWoken({ id, owner, queued }: Woken): Promise<void> {
  if (queued) ring([id])
  if (owner) await announce(`worker:${owner}`, { runId: id })
}
