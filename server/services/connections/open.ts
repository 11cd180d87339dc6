import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Connection, Credentials } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { JsonObjectSchema } from '@/flow/json'
import { connection } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { open, type Place, seal } from '../../vault/vault'

/** As sealed: what connectors see, and what renews it. `expiresAt`: milliseconds since 1970. */
export type KeptCredentials = Credentials & { refreshToken?: string; expiresAt?: number }

/** An account ready for one call: who it is, its secrets, and where they may be sent. */
export type OpenConnection = {
  connector: string
  connection: Connection
  credentials: KeptCredentials
  hosts: readonly string[]
  /** It was refused when it was used last. */
  isBroken: boolean
}

/**
 * Opens the secrets of an account. For the worker, and for callers of webhooks (intake/hook-secret.decision.md): nothing else
 * holds plaintext.
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
    throw new NodeError('account_gone', 'The account of this step is not there any more.', {
      retry: false,
      hint: 'Choose another in the step and publish, then retry from this step on the new version.',
    })
  const { id, name, kind, settings, credentials, connector, allowedHosts: hosts, brokenReason } = row
  return { connector, connection: { id, name, sandbox: kind === 'sandbox', settings }, credentials, hosts, isBroken: brokenReason !== null }
}

export function sealCredentials(tx: Tx, which: Which, credentials: KeptCredentials): Promise<Uint8Array> {
  return seal(tx, placeOf(which), { ...credentials })
}

/** A sandbox account has none. */
export async function openCredentials(tx: Tx, row: Which & { sealed: Uint8Array }): Promise<KeptCredentials> {
  if (row.sealed.length === 0) return { fields: {} }
  return KeptSchema.parse(await open(tx, placeOf(row), row.sealed))
}

type Which = { id: string; workspaceId: string }

const KeptSchema = z.strictObject({
  fields: JsonObjectSchema,
  accessToken: z.string().optional(),
  refreshToken: z.string().optional(),
  expiresAt: z.number().optional(),
})

function placeOf({ id, workspaceId }: Which): Place {
  return { workspaceId, table: 'connection', row: id, column: 'sealed' }
}
