import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { folder } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { folderOf } from './folder-of'

export const RenameFolderInput = z.strictObject({ id: z.uuid(), name: NameSchema })

export async function renameFolder({ actor }: Call, input: z.input<typeof RenameFolderInput>): Promise<void> {
  demand(actor, 'flow.write')
  const { id, name } = RenameFolderInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const before = await folderOf(tx, actor, id)
    await tx.update(folder).set({ name }).where(eq(folder.id, id))
    await record(tx, actor, 'folder.renamed', { type: 'folder', id }, { from: before.name, to: name })
  })
}
