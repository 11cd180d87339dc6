import type { Sql } from 'postgres'

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
    const rows = await sql<{ id: string; epoch: number }[]>`select id, epoch from run where owner = ${workerId} and status = 'running'`
    const known = new Set(inHand())
    const unknown = rows.filter(({ id }) => !known.has(id))
    const now = performance.now()
    const orphans = unknown.filter((run) => (suspects.get(nameOf(run)) ?? Number.POSITIVE_INFINITY) <= now - patienceMs)
    suspects = new Map(unknown.map((run) => [nameOf(run), suspects.get(nameOf(run)) ?? now]))
    if (orphans.length === 0) return []
    const requeued = await sql<{ id: string }[]>`
      update run set status = 'queued', owner = null, rung_at = null, losses = losses + 1
      from unnest(${orphans.map(({ id }) => id)}::uuid[], ${orphans.map(({ epoch }) => epoch)}::int[]) as orphan (id, epoch)
      where run.id = orphan.id and run.epoch = orphan.epoch and owner = ${workerId} and status = 'running'
      returning run.id`
    return requeued.map(({ id }) => id)
  }
}

function nameOf({ id, epoch }: { id: string; epoch: number }): string {
  return `${id} ${epoch}`
}
