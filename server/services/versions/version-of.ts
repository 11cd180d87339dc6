import { and, eq } from 'drizzle-orm'
import { parseGraph } from '@/flow/graph/upgrade'
import { version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

/** With its graph in today's form, however old it is. @throws ServiceError `not_found` */
export async function versionOf(tx: Tx, actor: Actor, id: string): Promise<typeof version.$inferSelect> {
  const [found] = await tx
    .select()
    .from(version)
    .where(and(eq(version.workspaceId, actor.workspaceId), eq(version.id, id)))
  if (!found) throw notFound('version')
  const parsed = parseGraph(found.graph)
  if (!parsed.ok) throw new Error(`The graph of version ${id} cannot be read: ${parsed.problems[0]?.message}`)
  return { ...found, graph: parsed.graph }
}
