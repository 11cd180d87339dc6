import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { invitation } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'
import { endInvitations } from './end-invitations'

export const RevokeInvitationInput = z.strictObject({ id: z.uuid() })

export async function revokeInvitation({ actor }: Call, input: z.input<typeof RevokeInvitationInput>): Promise<void> {
  demand(actor, 'member.manage')
  const { id } = RevokeInvitationInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    if ((await endInvitations(tx, actor, eq(invitation.id, id))) === 0) throw notFound('invitation')
  })
}
