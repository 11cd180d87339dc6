import { and, eq } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { Hopped, StartedBy } from '../../db/schema/engine'
import { inWorkspace } from '../../db/tenancy'
import { type Behind, behindRun } from './behind'

/** How many flows in a row started one another with no person in between: by mails, and by calls of webhooks. */
export type Hops = { mails: number; hooks: number }

/** How many did so until this run began, or the first of those that led to it. */
export async function hopsBefore(workspaceId: string, runId: string): Promise<Hops> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ by: run.startedBy, behind: behindRun() })
      .from(run)
      .where(and(eq(run.workspaceId, workspaceId), eq(run.id, runId))),
  )
  return row ? hopsOf(row.by, row.behind) : { mails: 0, hooks: 0 }
}

/** What a run says itself counts; one that an older KAOS started leaves it to the mail behind it. */
export function hopsOf(by: StartedBy, behind: Behind): Hops {
  const own: Hopped = 'hops' in by || 'hookHops' in by ? by : {}
  return { mails: own.hops ?? (behind?.kind === 'mail' ? (behind.hops ?? 0) : 0), hooks: own.hookHops ?? 0 }
}

/** As a run says it: nothing of what there was none of. */
export function hopped({ mails, hooks }: Hops): Hopped {
  return { ...(mails > 0 && { hops: mails }), ...(hooks > 0 && { hookHops: hooks }) }
}
