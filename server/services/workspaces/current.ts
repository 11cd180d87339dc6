import { eq } from 'drizzle-orm'
import { workspace } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Actor, Role } from '../actor'
import { notFound } from '../call'
import { demand, type Permission, permissionsOf } from '../permissions'

export type CurrentWorkspace = { id: string; name: string; slug: string; role: Role; permissions: readonly Permission[] }

/** The workspace, and what the member may do in it. */
export async function currentWorkspace({ actor }: { actor: Extract<Actor, { kind: 'member' }> }): Promise<CurrentWorkspace> {
  demand(actor, 'workspace.read')
  const { workspaceId, role } = actor
  const [found] = await inWorkspace(workspaceId, (tx) => tx.select().from(workspace).where(eq(workspace.id, workspaceId)))
  if (!found) throw notFound('workspace')
  return { id: found.id, name: found.name, slug: found.slug, role, permissions: permissionsOf(role) }
}
