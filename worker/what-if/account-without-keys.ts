import { and, eq } from 'drizzle-orm'
import { NodeError } from '@/flow/define/node-error'
import { connection } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { type Account, accountOf } from '../capabilities/account/account'

/** What a step may know of its account, and none of what opens it: nothing is to be opened. */
export async function accountWithoutKeys(workspaceId: string, connectionId: string): Promise<Account> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id: connection.id,
        name: connection.name,
        kind: connection.kind,
        settings: connection.settings,
        connector: connection.connector,
      })
      .from(connection)
      .where(and(eq(connection.workspaceId, workspaceId), eq(connection.id, connectionId))),
  )
  if (!row)
    throw new NodeError('account_gone', 'The account of this step is not there any more.', { retry: false, hint: 'Choose another.' })
  const { id, name, kind, settings, connector } = row
  const known = { connector, connection: { id, name, sandbox: kind === 'sandbox', settings }, hosts: [], isBroken: false }
  return accountOf({ ...known, credentials: { fields: {} } }, async () => null)
}
