import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { membership, ROLES } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand, permissionsOf } from '../permissions'
import { endInvitationsOf } from './end-invitations'
import { demandMayGive, lastOwner, lockMember } from './owners'

export const SetMemberRoleInput = z.strictObject({ userId: z.uuid(), role: z.enum(ROLES) })

export async function setMemberRole({ actor }: Call, input: z.input<typeof SetMemberRoleInput>): Promise<void> {
  demand(actor, 'member.manage')
  const { userId, role } = SetMemberRoleInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const before = await lockMember(tx, actor, userId)
    demandMayGive(actor, before.role)
    demandMayGive(actor, role)
    if (before.lastOwner && role !== 'owner') throw lastOwner()
    await tx
      .update(membership)
      .set({ role })
      .where(and(eq(membership.workspaceId, actor.workspaceId), eq(membership.userId, userId)))
    const mayInviteLess = (before.role === 'owner' && role !== 'owner') || !permissionsOf(role).includes('member.manage')
    if (mayInviteLess) await endInvitationsOf(tx, actor, userId)
    await record(tx, actor, 'member.role-changed', { type: 'user', id: userId }, { from: before.role, to: role })
  })
}
