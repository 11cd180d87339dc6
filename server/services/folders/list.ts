import { asc, eq } from 'drizzle-orm'
import { folder } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'

export async function listFolders({ actor }: Call): Promise<{ id: string; name: string; parentId: string | null }[]> {
  demand(actor, 'flow.read')
  return inWorkspace(actor.workspaceId, (tx) =>
    tx
      .select({ id: folder.id, name: folder.name, parentId: folder.parentId })
      .from(folder)
      .where(eq(folder.workspaceId, actor.workspaceId))
      .orderBy(asc(folder.name), asc(folder.id)),
  )
}
