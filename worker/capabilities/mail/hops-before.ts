import { and, eq } from 'drizzle-orm'
import { run } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { behindRun } from '@/server/services/calls/behind'

/** How many flows in a row had mailed one another when this run began, or the first of those that led to it. */
export async function hopsBefore(workspaceId: string, runId: string): Promise<number> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ behind: behindRun() })
      .from(run)
      .where(and(eq(run.workspaceId, workspaceId), eq(run.id, runId))),
  )
  return row?.behind?.kind === 'mail' ? (row.behind.hops ?? 0) : 0
}
