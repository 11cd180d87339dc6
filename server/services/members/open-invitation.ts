import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { authDb, type Db } from '../../db/client'
import { invitation, user, workspace } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Role } from '../actor'
import { ServiceError } from '../service-error'
import { hashInvitationToken } from './invitation-token'

export const OpenInvitationInput = z.strictObject({ token: z.string().max(100) })

export type OpenInvitation = { workspaceName: string; email: string; role: Role; hasAccount: boolean }

/** What the holder of the link sees before accepting; opening changes nothing. */
export async function openInvitation(input: z.input<typeof OpenInvitationInput>): Promise<OpenInvitation> {
  const { workspaceName, email, role, userId } = await invitationByToken(authDb(), OpenInvitationInput.parse(input).token)
  return { workspaceName, email, role, hasAccount: userId !== null }
}

/** @throws ServiceError `not_found`, the same for wrong, used, revoked and expired links */
export async function invitationByToken(db: Db | Tx, token: string) {
  const [found] = await db
    .select({
      id: invitation.id,
      workspaceId: invitation.workspaceId,
      email: invitation.email,
      role: invitation.role,
      workspaceName: workspace.name,
      slug: workspace.slug,
      userId: user.id,
    })
    .from(invitation)
    .innerJoin(workspace, eq(workspace.id, invitation.workspaceId))
    .leftJoin(user, eq(sql`lower(${user.email})`, invitation.email))
    .where(and(eq(invitation.tokenHash, hashInvitationToken(token)), isOpen()))
  if (!found) throw new ServiceError('not_found', 'This invitation is not valid any more. Ask for a new one.')
  return found
}

export function isOpen() {
  return and(isNull(invitation.acceptedAt), isNull(invitation.revokedAt), gt(invitation.expiresAt, sql`now()`))
}
