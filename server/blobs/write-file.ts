import { webcrypto } from 'node:crypto'
import { newId } from '../db/id'
import type { blob } from '../db/schema'
import { fileName } from './file-name'
import { blobStore } from './store'

export type NewFile = { name: string; contentType: string; bytes: Uint8Array }

/** The row that makes written bytes a file. Until it is there, they are nobody's. */
export type WrittenFile = typeof blob.$inferInsert

/** Writes the bytes, and touches no table: any thread may. */
export async function writeFile(workspaceId: string, { name, contentType, bytes }: NewFile): Promise<WrittenFile> {
  const id = newId()
  await blobStore().write(id, bytes)
  const sha256 = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
  return { id, workspaceId, name: fileName(name), contentType: contentType.slice(0, 200), size: bytes.length, sha256 }
}
