import { and, eq } from 'drizzle-orm'
import { folder } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

/** @throws ServiceError `not_found` */
export async function folderOf(tx: Tx, actor: Actor, id: string) {
  const [found] = await tx
    .select()
    .from(folder)
    .where(and(eq(folder.workspaceId, actor.workspaceId), eq(folder.id, id)))
  if (!found) throw notFound('folder')
  return found
}
