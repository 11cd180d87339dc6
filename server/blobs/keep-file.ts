import { createHash } from 'node:crypto'
import type { FileRef } from '@/flow/define/capabilities'
import { newId } from '../db/id'
import { blob } from '../db/schema'
import { inWorkspace } from '../db/tenancy'
import { fileName } from './file-name'
import { blobStore } from './store'

/** Keeps bytes for a workspace and gives the reference that travels in their place. */
export async function keepFile(workspaceId: string, file: { name: string; contentType: string; bytes: Uint8Array }): Promise<FileRef> {
  const id = newId()
  const about = { name: fileName(file.name), contentType: file.contentType.slice(0, 200), size: file.bytes.length }
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  await blobStore().write(id, file.bytes)
  await inWorkspace(workspaceId, (tx) => tx.insert(blob).values({ id, workspaceId, sha256, ...about }))
  return { $file: { id, ...about } }
}
