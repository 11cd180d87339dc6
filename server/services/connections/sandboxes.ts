import { and, eq } from 'drizzle-orm'
import { connection } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'

/** Which accounts stay inside KAOS: for everybody who sees a flow or a run, as nobody should take its bill for a real one. */
export async function listSandboxes({ actor }: Call): Promise<string[]> {
  demand(actor, 'flow.read')
  const rows = await inWorkspace(actor.workspaceId, (tx) =>
    tx
      .select({ id: connection.id })
      .from(connection)
      .where(and(eq(connection.workspaceId, actor.workspaceId), eq(connection.kind, 'sandbox'))),
  )
  return rows.map(({ id }) => id)
}
