import { eq } from 'drizzle-orm'
import { connection } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

/** Of every connection that a flow of this workspace may use. */
export async function connectionIds(tx: Tx, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ id: connection.id }).from(connection).where(eq(connection.workspaceId, workspaceId))
  return new Set(rows.map(({ id }) => id))
}
