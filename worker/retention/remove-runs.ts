import { inWorkspace } from '@/server/db/tenancy'
import { record } from '@/server/governance/audit'
import type { Kept } from '@/server/retention/policy'
import type { House } from './house'

const BATCH = 1_000

/**
 * The runs themselves, long after what they did, with the questions and deliveries that hang on them. Row by row in small
 * transactions: a run is a few hundred bytes, and other tables point at it. Their seals stay in the audit.
 */
export async function removeRuns({ sql, leaving }: House, workspaceId: string, days: Kept): Promise<void> {
  if (days === 'forever') return
  for (let recorded = false; !leaving.aborted; ) {
    const rows = await sql<{ id: string }[]>`
      select id from run
      where workspace_id = ${workspaceId} and id < first_id_at(now() - ${days} * interval '1 day')
        and finished_at < now() - ${days} * interval '1 day' and details_removed_at is not null
      order by id limit ${BATCH}`
    if (rows.length === 0) return
    if (!recorded) await recordRemoval(workspaceId, days)
    recorded = true
    await sql`select delete_runs(${workspaceId}, ${rows.map(({ id }) => id)}::uuid[])`
  }
}

function recordRemoval(workspaceId: string, days: number): Promise<void> {
  const actor = { kind: 'system', workspaceId, reason: `Runs are kept for ${days} days` } as const
  return inWorkspace(workspaceId, (tx) => record(tx, actor, 'runs.removed', { type: 'workspace', id: workspaceId }, { days }))
}
