import { asc, eq } from 'drizzle-orm'
import { inNaturalOrder } from '@/flow/natural-order'
import { membership, user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Role } from '../actor'
import type { Call } from '../call'
import { demand } from '../permissions'

export type MemberListItem = { userId: string; name: string; email: string; role: Role; joinedAt: Date }

export async function listMembers({ actor }: Call): Promise<MemberListItem[]> {
  demand(actor, 'member.read')
  const members = await inWorkspace(actor.workspaceId, (tx) =>
    tx
      .select({ userId: user.id, name: user.name, email: user.email, role: membership.role, joinedAt: membership.createdAt })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(eq(membership.workspaceId, actor.workspaceId))
      .orderBy(asc(user.id)),
  )
  return inNaturalOrder(members, ({ name }) => name)
}
