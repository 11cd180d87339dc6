import { eq } from 'drizzle-orm'
import { isOneOf } from '../db/is-one-of'
import { blob } from '../db/schema'
import { inWorkspace, type Tx } from '../db/tenancy'
import { blobStore } from './store'

export type KeptFile = { name: string; contentType: string; size: number; bytes: Uint8Array }

/** Null when the workspace has no such file, whoever else may. */
export async function readFile(workspaceId: string, id: string): Promise<KeptFile | null> {
  const [row] = await inWorkspace(workspaceId, (tx) => rowOf(tx, id))
  return row ? { ...row, bytes: await blobStore().read(id) } : null
}

/** As above, in a transaction that is under way. */
export async function readFileIn(tx: Tx, id: string): Promise<KeptFile | null> {
  const [row] = await rowOf(tx, id)
  return row ? { ...row, bytes: await blobStore().read(id) } : null
}

function rowOf(tx: Tx, id: string) {
  return tx.select({ name: blob.name, contentType: blob.contentType, size: blob.size }).from(blob).where(eq(blob.id, id))
}

/** Whether the workspace has all of these. */
export async function hasFiles(workspaceId: string, ids: readonly string[]): Promise<boolean> {
  const rows = await inWorkspace(workspaceId, (tx) => tx.select({ id: blob.id }).from(blob).where(isOneOf(blob.id, ids)))
  return new Set(ids).size === rows.length
}
