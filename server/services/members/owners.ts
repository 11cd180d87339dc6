import { and, eq } from 'drizzle-orm'
import { membership } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor, Role } from '../actor'
import { notFound } from '../call'
import { ServiceError } from '../service-error'

/** Admins manage everybody but owners: nobody lifts themselves above the role they were given. */
export function demandMayGive(actor: Actor, role: Role): void {
  if (role === 'owner' && actor.kind === 'member' && actor.role !== 'owner') {
    throw new ServiceError('forbidden', 'Only an owner can make or change another owner.')
  }
}

/** The member's role, locked together with all owners: of two that step down at once, one stays. @throws ServiceError */
export async function lockMember(tx: Tx, actor: Actor, userId: string): Promise<{ role: Role; lastOwner: boolean }> {
  const owners = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(and(eq(membership.workspaceId, actor.workspaceId), eq(membership.role, 'owner')))
    .orderBy(membership.userId)
    .for('update')
  const [found] = await tx
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.workspaceId, actor.workspaceId), eq(membership.userId, userId)))
    .for('update')
  if (!found) throw notFound('member')
  return { role: found.role, lastOwner: found.role === 'owner' && owners.length === 1 }
}

export function lastOwner(): ServiceError {
  return new ServiceError('conflict', 'A workspace keeps at least one owner. Make somebody else an owner first.')
}
