import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { flow, folder } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { folderOf } from './folder-of'

export const RemoveFolderInput = z.strictObject({ id: z.uuid() })

/** What the folder holds moves up to where it stood; nothing in it is lost. */
export async function removeFolder({ actor }: Call, input: z.input<typeof RemoveFolderInput>): Promise<void> {
  demand(actor, 'flow.delete')
  const { id } = RemoveFolderInput.parse(input)
  const { workspaceId } = actor
  await inWorkspace(workspaceId, async (tx) => {
    const { name, parentId } = await folderOf(tx, actor, id)
    await tx
      .update(flow)
      .set({ folderId: parentId })
      .where(and(eq(flow.workspaceId, workspaceId), eq(flow.folderId, id)))
    await tx
      .update(folder)
      .set({ parentId })
      .where(and(eq(folder.workspaceId, workspaceId), eq(folder.parentId, id)))
    await tx.delete(folder).where(eq(folder.id, id))
    await record(tx, actor, 'folder.removed', { type: 'folder', id }, { name })
  })
}
