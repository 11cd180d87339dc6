import { and, eq } from 'drizzle-orm'
import { authDb } from '../../db/client'
import { membership, workspace } from '../../db/schema'
import type { Actor, Person } from '../actor'

/** The person as a member of the workspace with this slug; null for strangers and for slugs nobody has. */
export async function memberOf({ userId, name, sessionId }: Person, slug: string): Promise<Extract<Actor, { kind: 'member' }> | null> {
  const [found] = await authDb()
    .select({ workspaceId: membership.workspaceId, role: membership.role })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(and(eq(workspace.slug, slug), eq(membership.userId, userId)))
  return found ? { kind: 'member', userId, name, sessionId, ...found } : null
}
