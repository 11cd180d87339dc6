import type { FileRef } from '@/flow/define/file-ref'
import { blob, runFile } from '../db/schema'
import { inWorkspace, type Tx } from '../db/tenancy'
import { type NewFile, type WrittenFile, writeFile } from './write-file'

/** Keeps bytes for a workspace and gives the reference that travels in their place. `runId`: the run that made them. */
export async function keepFile(workspaceId: string, file: NewFile, runId?: string): Promise<FileRef> {
  return keepWritten(await writeFile(workspaceId, file), runId)
}

/** As `keepFile`, for bytes that are written already. */
export async function keepWritten(file: WrittenFile, runId?: string): Promise<FileRef> {
  const { id, workspaceId } = file
  await inWorkspace(workspaceId, async (tx) => {
    await tx.insert(blob).values(file)
    if (runId !== undefined) await tx.insert(runFile).values({ workspaceId, fileId: id, runId })
  })
  return referenceTo(file)
}

/** As `keepFile`, for a file that belongs to a change under way. */
export async function keepFileIn(tx: Tx, workspaceId: string, file: NewFile): Promise<FileRef> {
  const row = await writeFile(workspaceId, file)
  await tx.insert(blob).values(row)
  return referenceTo(row)
}

function referenceTo({ id, name, contentType, size }: WrittenFile): FileRef {
  return { $file: { id, name, contentType, size } }
}
