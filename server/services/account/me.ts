import { asc, eq } from 'drizzle-orm'
import { inNaturalOrder } from '@/flow/natural-order'
import { authDb } from '../../db/client'
import { membership, workspace } from '../../db/schema'
import type { Person, Role } from '../actor'

export type Me = {
  user: { id: string; name: string; email: string }
  workspaces: { id: string; name: string; slug: string; role: Role }[]
}

export async function me({ userId, name, email }: Person): Promise<Me> {
  const workspaces = await authDb()
    .select({ id: workspace.id, name: workspace.name, slug: workspace.slug, role: membership.role })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(eq(membership.userId, userId))
    .orderBy(asc(workspace.id))
  return { user: { id: userId, name, email }, workspaces: inNaturalOrder(workspaces, (each) => each.name) }
}
