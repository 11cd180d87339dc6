import { and, eq, isNull, sql } from 'drizzle-orm'
import { invitation } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'

/** Takes back what somebody invited and nobody accepted yet: whoever may let nobody in any more has no doors left open either. */
export async function endInvitationsOf(tx: Tx, actor: Actor, userId: string): Promise<void> {
  const ended = await tx
    .update(invitation)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitation.workspaceId, actor.workspaceId),
        eq(invitation.invitedBy, userId),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
      ),
    )
    .returning({ id: invitation.id, email: invitation.email })
  for (const { id, email } of ended) await record(tx, actor, 'invitation.revoked', { type: 'invitation', id }, { email })
}
