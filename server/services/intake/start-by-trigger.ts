import { createHash } from 'node:crypto'
import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'
import type { Json } from '@/flow/json'
import type { StartedBy } from '@/server/db/schema/engine'
import { keepFile } from '../../blobs/keep-file'
import { newId } from '../../db/id'
import { inputText } from './input-text'
import { insertRuns, type NewRun } from './insert-runs'
import { tellOfRuns } from './tell-of-runs'

export type StartingTrigger = { id: string; workspaceId: string; flowId: string; versionId: string; nodeId: string }

export type Start = { key: string; startedBy: StartedBy; input: Json }

/**
 * Starts what a trigger owes and moves the trigger on in one transaction: after a crash both stand, or neither. `moveOn` is
 * one conditional update of the trigger's row. It comes first and locks the row, so of two workers only one starts anything.
 * Gives how many runs are new, or null when there was nothing to move.
 */
export async function startByTrigger(
  sql: Sql,
  { id: triggerId, workspaceId, flowId, versionId, nodeId }: StartingTrigger,
  starts: readonly Start[],
  moveOn: (tx: TransactionSql) => PendingQuery<Row[]>,
): Promise<number | null> {
  const runs: NewRun[] = await Promise.all(
    starts.map(async ({ key, startedBy, input }) => ({
      id: newId(),
      workspaceId,
      flowId,
      versionId,
      mode: 'live' as const,
      triggerNodeId: nodeId,
      startedBy,
      input: await inputText(input, (file) => keepFile(workspaceId, file)),
      delivery: { triggerId, key: keptKey(key) },
    })),
  )
  const fresh = await sql.begin(async (tx) => {
    const { count } = await moveOn(tx)
    if (count !== 1) return null
    const accepted = runs.length === 0 ? [] : await insertRuns(tx, runs)
    return runs.filter((_, at) => accepted[at]?.duplicate === false)
  })
  if (fresh && fresh.length > 0) tellOfRuns(fresh)
  return fresh?.length ?? null
}

/** Others choose their names, and Postgres takes not all of them: one that it does not would keep all that came with it from starting. */
function keptKey(key: string): string {
  return /[\0\p{Surrogate}]/u.test(key) ? createHash('sha256').update(JSON.stringify(key)).digest('hex') : key
}
