import { inWorkspace } from '@/server/db/tenancy'
import { record } from '@/server/governance/audit'
import type { Kept } from '@/server/retention/policy'
import type { House } from './house'

const BATCH = 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * The runs themselves, long after what they did, with the questions and deliveries that hang on them. Row by row in small
 * transactions: a run is a few hundred bytes, and other tables point at it. Their seals stay in the audit.
 */
export async function removeRuns({ sql, leaving }: House, workspaceId: string, days: Kept): Promise<void> {
  if (days === 'forever') return
  // From one to the next: what the database does not let go now is left for another round.
  for (let after = FIRST; !leaving.aborted; ) {
    const rows = await sql<{ id: string }[]>`
      select id from run
      where workspace_id = ${workspaceId} and id > ${after} and id < first_id_at(now() - ${days} * interval '1 day')
        and finished_at < now() - ${days} * interval '1 day' and details_removed_at is not null
      order by id limit ${BATCH}`
    const last = rows.at(-1)
    if (!last) return
    if (after === FIRST) await recordRemoval(workspaceId, days)
    after = last.id
    await sql`select delete_runs(${workspaceId}, ${rows.map(({ id }) => id)}::uuid[])`
  }
}

function recordRemoval(workspaceId: string, days: number): Promise<void> {
  const actor = { kind: 'system', workspaceId, reason: `Runs are kept for ${days} days` } as const
  return inWorkspace(workspaceId, (tx) => record(tx, actor, 'runs.removed', { type: 'workspace', id: workspaceId }, { days }))
}
