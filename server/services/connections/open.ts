import { and, eq } from 'drizzle-orm'
import type { Connection, Credentials } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type JsonObject } from '@/flow/json'
import { connection } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { open, type Place, seal } from '../../vault/vault'

/** An account ready for one call: who it is, its secrets, and where they may be sent. */
export type OpenConnection = { connector: string; connection: Connection; credentials: Credentials; hosts: readonly string[] }

/**
 * Opens the secrets of an account. For the worker only: nothing else holds plaintext.
 * @throws NodeError when it is not there (or another workspace's, which looks the same), or has to be connected again
 */
export async function openConnection(workspaceId: string, connectionId: string): Promise<OpenConnection> {
  const row = await inWorkspace(workspaceId, async (tx) => {
    const [kept] = await tx
      .select()
      .from(connection)
      .where(and(eq(connection.workspaceId, workspaceId), eq(connection.id, connectionId)))
    return kept && { ...kept, credentials: await openCredentials(tx, kept) }
  })
  if (!row)
    throw new NodeError('account_gone', 'The account of this step is not there any more.', { retry: false, hint: 'Choose another.' })
  const { id, name, kind, settings, credentials, connector, allowedHosts } = row
  return { connector, connection: { id, name, sandbox: kind === 'sandbox', settings }, credentials, hosts: allowedHosts }
}

export function sealCredentials(tx: Tx, which: { id: string; workspaceId: string }, { fields, ...rest }: Credentials): Promise<Uint8Array> {
  return seal(tx, placeOf(which), { fields, ...rest })
}

export async function openCredentials(tx: Tx, row: { id: string; workspaceId: string; sealed: Uint8Array }): Promise<Credentials> {
  const opened = await open(tx, placeOf(row), row.sealed)
  if (!isJsonObject(opened)) throw new Error('A connection holds something that is no credentials')
  return opened as { fields: JsonObject } & Credentials // what `sealCredentials` wrote
}

function placeOf({ id, workspaceId }: { id: string; workspaceId: string }): Place {
  return { workspaceId, table: 'connection', row: id, column: 'sealed' }
}
