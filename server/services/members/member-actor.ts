import { and, eq } from 'drizzle-orm'
import { membership, user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { ServiceError } from '../service-error'

/** A member who acts without a session of their own: the worker finishes what they began. What they may do is as of now. */
export async function memberActor(tx: Tx, workspaceId: string, userId: string): Promise<Extract<Actor, { kind: 'member' }>> {
  const [found] = await tx
    .select({ role: membership.role, name: user.name })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.userId, userId)))
  if (!found) throw new ServiceError('forbidden', 'Whoever began this is not a member of the workspace any more.')
  return { kind: 'member', userId, workspaceId, sessionId: 'worker', ...found }
}
