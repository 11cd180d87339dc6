import type { Sql } from 'postgres'
import type { RunRef } from '@/server/queue/doorbell'

/** Longer than an answer of the database is on its way in any but the worst hour. */
const PATIENCE_MS = 1_000

/**
 * Runs the database says are this worker's while the worker knows nothing of them: the answer to a claim was lost, or a
 * drive broke. Seen twice in a row and for a while, so not merely on their way in or out, they are queued again.
 */
export function orphanFinder(
  sql: Sql,
  workerId: string,
  inHand: () => readonly string[],
  patienceMs = PATIENCE_MS,
): () => Promise<string[]> {
  /** By name, since when. */
  let suspects = new Map<string, number>()
  return async () => {
    const rows = await sql<Held[]>`
      select id, workspace_id as "workspaceId", epoch from run where owner = ${workerId} and status = 'running' order by id`
    const known = new Set(inHand())
    const unknown = rows.filter(({ id }) => !known.has(id))
    const now = performance.now()
    const orphans = unknown.filter((run) => (suspects.get(nameOf(run)) ?? Number.POSITIVE_INFINITY) <= now - patienceMs)
    suspects = new Map(unknown.map((run) => [nameOf(run), suspects.get(nameOf(run)) ?? now]))
    if (orphans.length === 0) return []
    const requeued = await sql<{ id: string }[]>`
      update run set status = 'queued', owner = null, rung_at = null, losses = losses + 1
      from unnest(
        ${orphans.map(({ workspaceId }) => workspaceId)}::uuid[], ${orphans.map(({ id }) => id)}::uuid[], ${orphans.map(({ epoch }) => epoch)}::int[]
      ) as orphan (workspace_id, id, epoch)
      where run.workspace_id = orphan.workspace_id and run.id = orphan.id and run.epoch = orphan.epoch and owner = ${workerId} and status = 'running'
      returning run.id`
    return requeued.map(({ id }) => id)
  }
}

type Held = RunRef & { epoch: number }

function nameOf({ id, epoch }: Held): string {
  return `${id} ${epoch}`
}
