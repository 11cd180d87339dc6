import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { invitation } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'

export const RevokeInvitationInput = z.strictObject({ id: z.uuid() })

export async function revokeInvitation({ actor }: Call, input: z.input<typeof RevokeInvitationInput>): Promise<void> {
  demand(actor, 'member.manage')
  const { id } = RevokeInvitationInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const [ended] = await tx
      .update(invitation)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(invitation.workspaceId, actor.workspaceId),
          eq(invitation.id, id),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      )
      .returning({ email: invitation.email })
    if (!ended) throw notFound('invitation')
    await record(tx, actor, 'invitation.revoked', { type: 'invitation', id }, { email: ended.email })
  })
}
