import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { membership } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { endInvitationsOf } from './end-invitations'
import { demandMayGive, lastOwner, lockMember } from './owners'

export const RemoveMemberInput = z.strictObject({ userId: z.uuid() })

/** The account stays; this workspace is closed to it at once. Everybody may leave by themselves. */
export async function removeMember({ actor }: Call, input: z.input<typeof RemoveMemberInput>): Promise<void> {
  const { userId } = RemoveMemberInput.parse(input)
  const leaves = actor.kind === 'member' && actor.userId === userId
  if (!leaves) demand(actor, 'member.manage')
  await inWorkspace(actor.workspaceId, async (tx) => {
    const before = await lockMember(tx, actor, userId)
    if (!leaves) demandMayGive(actor, before.role)
    if (before.lastOwner) throw lastOwner()
    await tx.delete(membership).where(and(eq(membership.workspaceId, actor.workspaceId), eq(membership.userId, userId)))
    await endInvitationsOf(tx, actor, userId)
    await record(tx, actor, 'member.removed', { type: 'user', id: userId }, { role: before.role })
  })
}
