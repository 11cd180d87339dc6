import { and, eq } from 'drizzle-orm'
import { version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

/** @throws ServiceError `not_found` */
export async function versionOf(tx: Tx, actor: Actor, id: string): Promise<typeof version.$inferSelect> {
  const [found] = await tx
    .select()
    .from(version)
    .where(and(eq(version.workspaceId, actor.workspaceId), eq(version.id, id)))
  if (!found) throw notFound('version')
  return found
}
