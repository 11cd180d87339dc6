import { eq, sql } from 'drizzle-orm'
import type { Capabilities, HttpRequest } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { connection } from '../db/schema'
import { inWorkspace } from '../db/tenancy'
import type { SandboxAnswer } from './app'
import { SANDBOX_APPS } from './apps'
import { recordsOf } from './records'

export type SandboxAccount = { workspaceId: string; connectionId: string; connector: string; runId?: string | undefined }

/** Answers a request inside KAOS; nothing leaves. One at a time for each account, so that two can't make the same thing twice. */
export async function answerInSandbox(
  { workspaceId, connectionId, connector, runId }: SandboxAccount,
  request: HttpRequest,
  files: Capabilities['files'],
): Promise<SandboxAnswer> {
  const app = SANDBOX_APPS.get(connector)
  if (!app) throw new NodeError('no_sandbox', 'There is no sandbox of this app.', { retry: false, hint: 'Choose a real account.' })
  return inWorkspace(workspaceId, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sandbox/${connectionId}`}, 0))`)
    const [kept] = await tx.select({ kind: connection.kind }).from(connection).where(eq(connection.id, connectionId))
    if (kept?.kind !== 'sandbox') throw new Error('Only sandbox accounts are answered here')
    return app(request, {
      records: recordsOf(tx, { workspaceId, connectionId }),
      files,
      now: new Date(),
      ...(runId === undefined ? {} : { runId }),
    })
  })
}
