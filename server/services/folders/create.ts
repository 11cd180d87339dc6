import { z } from 'zod'
import { newId } from '../../db/id'
import { folder } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { folderOf } from './folder-of'

export const CreateFolderInput = z.strictObject({ name: NameSchema, parentId: z.uuid().nullish() })

export async function createFolder({ actor }: Call, input: z.input<typeof CreateFolderInput>): Promise<{ id: string }> {
  demand(actor, 'flow.write')
  const { name, parentId } = CreateFolderInput.parse(input)
  const id = newId()
  await inWorkspace(actor.workspaceId, async (tx) => {
    if (parentId) await folderOf(tx, actor, parentId)
    await tx.insert(folder).values({ id, workspaceId: actor.workspaceId, name, parentId: parentId ?? null })
    await record(tx, actor, 'folder.created', { type: 'folder', id }, { name })
  })
  return { id }
}
