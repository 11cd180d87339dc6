import { eq } from 'drizzle-orm'
import type { Accounts } from '@/flow/checks/check-accounts'
import { connection } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

/** Those that a flow of this workspace may use. None of them is removed before the transaction ends. */
export async function accountsIn(tx: Tx, workspaceId: string): Promise<Accounts> {
  const rows = await tx
    .select({ id: connection.id, connector: connection.connector })
    .from(connection)
    .where(eq(connection.workspaceId, workspaceId))
    .for('key share')
  return new Map(rows.map(({ id, connector }) => [id, { connector }]))
}
