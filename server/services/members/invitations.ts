import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { invitation, user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Role } from '../actor'
import type { Call } from '../call'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'

export type InvitationListItem = { id: string; email: string; role: Role; invitedBy: string; createdAt: Date; expiresAt: Date }

/** Those that still let somebody in. */
export async function listInvitations({ actor }: Call): Promise<InvitationListItem[]> {
  demand(actor, 'member.manage')
  const rows = await inWorkspace(actor.workspaceId, (tx) =>
    tx
      .select({
        id: invitation.id,
        email: invitation.email,
        role: invitation.role,
        invitedBy: user.name,
        createdAt: invitation.createdAt,
        expiresAt: invitation.expiresAt,
      })
      .from(invitation)
      .leftJoin(user, eq(user.id, invitation.invitedBy))
      .where(
        and(
          eq(invitation.workspaceId, actor.workspaceId),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
          gt(invitation.expiresAt, sql`now()`),
        ),
      )
      .orderBy(desc(invitation.id)),
  )
  return rows.map((row) => ({ ...row, invitedBy: row.invitedBy ?? FORMER_MEMBER }))
}
