import { webcrypto } from 'node:crypto'
import type { FileRef } from '@/flow/define/file-ref'
import { newId } from '../db/id'
import { blob, runFile } from '../db/schema'
import { inWorkspace, type Tx } from '../db/tenancy'
import { fileName } from './file-name'
import { blobStore } from './store'

export type NewFile = { name: string; contentType: string; bytes: Uint8Array }

/** Keeps bytes for a workspace and gives the reference that travels in their place. `runId`: the run that made them. */
export async function keepFile(workspaceId: string, file: NewFile, runId?: string): Promise<FileRef> {
  const row = await written(workspaceId, file)
  await inWorkspace(workspaceId, async (tx) => {
    await tx.insert(blob).values(row)
    if (runId !== undefined) await tx.insert(runFile).values({ workspaceId, fileId: row.id, runId })
  })
  return referenceTo(row)
}

/** As `keepFile`, for a file that belongs to a change under way. */
export async function keepFileIn(tx: Tx, workspaceId: string, file: NewFile): Promise<FileRef> {
  const row = await written(workspaceId, file)
  await tx.insert(blob).values(row)
  return referenceTo(row)
}

async function written(workspaceId: string, { name, contentType, bytes }: NewFile): Promise<typeof blob.$inferInsert> {
  const id = newId()
  await blobStore().write(id, bytes)
  const sha256 = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
  return { id, workspaceId, name: fileName(name), contentType: contentType.slice(0, 200), size: bytes.length, sha256 }
}

function referenceTo({ id, name, contentType, size }: typeof blob.$inferInsert): FileRef {
  return { $file: { id, name, contentType, size } }
}
