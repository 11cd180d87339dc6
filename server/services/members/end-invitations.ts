import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { invitation } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'

/** Takes back invitations of the workspace that nobody accepted yet, and says how many. */
export async function endInvitations(tx: Tx, actor: Actor, which: SQL): Promise<number> {
  const ended = await tx
    .update(invitation)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitation.workspaceId, actor.workspaceId), which, isNull(invitation.acceptedAt), isNull(invitation.revokedAt)))
    .returning({ id: invitation.id, email: invitation.email })
  for (const { id, email } of ended) await record(tx, actor, 'invitation.revoked', { type: 'invitation', id }, { email })
  return ended.length
}

/** Whoever may let nobody in any more leaves no door open either. */
export async function endInvitationsOf(tx: Tx, actor: Actor, userId: string): Promise<void> {
  await endInvitations(tx, actor, eq(invitation.invitedBy, userId))
}
