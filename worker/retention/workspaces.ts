import { eq } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { workspace } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { type Retention, retentionOf } from '@/server/retention/policy'

/** Workspaces that have runs, or a trigger that mails may have come to in vain. */
export async function workspacesWithAny(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select workspaces_with_runs() as id union select workspace_id from trigger where source in ('mail', 'mailbox')`
  return rows.map(({ id }) => id)
}

/** Workspaces that have runs. */
export async function workspacesWithRuns(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select workspaces_with_runs() as id`
  return rows.map(({ id }) => id)
}

export async function retentionIn(workspaceId: string): Promise<Retention> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ retention: workspace.retention }).from(workspace).where(eq(workspace.id, workspaceId)),
  )
  return retentionOf(row?.retention ?? null)
}
