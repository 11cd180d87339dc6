import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { authorOf } from '../call'
import { lockedInOrder } from './locked-in-order'
import type { Woken } from './wake-run'

/** Asks those of these runs to stop that are going on and were not asked before; each wakes up to hear of it. After the commit, `tellWoken`. */
export async function askToStop(tx: Tx, actor: Actor, which: SQL): Promise<Woken[]> {
  const { workspaceId } = actor
  const asked = and(
    eq(run.workspaceId, workspaceId),
    which,
    inArray(run.status, ['queued', 'running', 'waiting']),
    isNull(run.cancelRequestedAt),
  )
  const rows = await tx
    .update(run)
    .set({
      cancelRequestedAt: sql`now()`,
      cancelledBy: authorOf(actor),
      status: sql`case when ${run.status} = 'waiting' then 'queued' else ${run.status} end`,
      rungAt: null,
      // What tidies up stands behind no lane (worker/engine/claim.ts).
      held: sql`${run.held} and not ${run.tidies}`,
    })
    .where(lockedInOrder(tx, asked))
    .returning({ id: run.id, owner: run.owner, status: run.status })
  return rows.map(({ id, owner, status }) => ({ id, workspaceId, owner, queued: status === 'queued' }))
}
