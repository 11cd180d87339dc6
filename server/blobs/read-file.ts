import { eq } from 'drizzle-orm'
import { blob } from '../db/schema'
import { inWorkspace } from '../db/tenancy'
import { blobStore } from './store'

export type KeptFile = { name: string; contentType: string; size: number; bytes: Uint8Array }

/** Null when the workspace has no such file, whoever else may. */
export async function readFile(workspaceId: string, id: string): Promise<KeptFile | null> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ name: blob.name, contentType: blob.contentType, size: blob.size }).from(blob).where(eq(blob.id, id)),
  )
  return row ? { ...row, bytes: await blobStore().read(id) } : null
}
