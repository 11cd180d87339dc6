import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { invitation, membership, ROLES, user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { env } from '../../env'
import { record } from '../../governance/audit'
import { EmailSchema } from '../account/email'
import { authorOf, type Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { hashInvitationToken, newInvitationToken } from './invitation-token'
import { demandMayGive } from './owners'

export const InviteMemberInput = z.strictObject({ email: EmailSchema, role: z.enum(ROLES) })

const DAYS = 7

/** A link that lets one person in, once. An earlier open invitation to the same address ends. */
export async function inviteMember({ actor }: Call, input: z.input<typeof InviteMemberInput>): Promise<{ link: string }> {
  demand(actor, 'member.manage')
  const { email, role } = InviteMemberInput.parse(input)
  demandMayGive(actor, role)
  const { workspaceId } = actor
  const token = newInvitationToken()
  await inWorkspace(workspaceId, async (tx) => {
    const [member] = await tx
      .select({ userId: membership.userId })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(and(eq(membership.workspaceId, workspaceId), eq(sql`lower(${user.email})`, email)))
    if (member) throw new ServiceError('conflict', 'This person is a member already.')
    await tx
      .update(invitation)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(invitation.workspaceId, workspaceId),
          eq(invitation.email, email),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      )
    const id = newId()
    const expiresAt = sql`now() + make_interval(days => ${DAYS})`
    const tokenHash = hashInvitationToken(token)
    await tx.insert(invitation).values({ id, workspaceId, email, role, tokenHash, invitedBy: authorOf(actor), expiresAt })
    await record(tx, actor, 'invitation.created', { type: 'invitation', id }, { email, role })
  })
  return { link: `${env().KAOS_URL}/invitation/${token}` }
}
