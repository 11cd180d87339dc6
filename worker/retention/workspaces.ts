import { eq } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { workspace } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { type Retention, retentionOf } from '@/server/retention/policy'

/** Workspaces that have runs. Leaps from one to the next in the index, however many rows each has. */
export async function workspacesWithRuns(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with recursive found as (
      (select workspace_id as id from run order by 1 limit 1)
      union all
      select (select run.workspace_id from run where run.workspace_id > found.id order by 1 limit 1) from found where id is not null
    )
    select id from found where id is not null`
  return rows.map(({ id }) => id)
}

export async function retentionIn(workspaceId: string): Promise<Retention> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ retention: workspace.retention }).from(workspace).where(eq(workspace.id, workspaceId)),
  )
  return retentionOf(row?.retention ?? null)
}
