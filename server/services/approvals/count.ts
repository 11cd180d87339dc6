import { and, eq } from 'drizzle-orm'
import { run, wait } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { waitsFor } from './waiting-for'

/** More than this is “many”. */
const MOST = 100

/** How many questions wait for the person who asks. */
export async function countApprovals({ actor }: Call): Promise<{ waiting: number }> {
  demand(actor, 'run.read')
  const rows = await inWorkspace(actor.workspaceId, (tx) =>
    tx
      .select({ id: wait.id })
      .from(wait)
      .innerJoin(run, and(eq(run.workspaceId, wait.workspaceId), eq(run.id, wait.runId)))
      .where(and(eq(wait.workspaceId, actor.workspaceId), eq(wait.kind, 'approval'), waitsFor(tx, actor)))
      .limit(MOST),
  )
  return { waiting: rows.length }
}
