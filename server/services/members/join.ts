import { and, eq, sql } from 'drizzle-orm'
import { invitation, membership } from '../../db/schema'
import { setWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Person, Role } from '../actor'
import { ServiceError } from '../service-error'
import { isOpen } from './open-invitation'

/** Uses an invitation up, in a transaction of accounts; of two at the same moment, one is in. */
export async function join(
  tx: Tx,
  { userId, name, sessionId }: Pick<Person, 'userId' | 'name' | 'sessionId'>,
  { id, workspaceId, role }: { id: string; workspaceId: string; role: Role },
): Promise<void> {
  const [used] = await tx
    .update(invitation)
    .set({ acceptedAt: sql`now()` })
    .where(and(eq(invitation.id, id), isOpen()))
    .returning({ id: invitation.id })
  if (!used) throw new ServiceError('not_found', 'This invitation is not valid any more. Ask for a new one.')
  await tx.insert(membership).values({ workspaceId, userId, role }).onConflictDoNothing()
  await setWorkspace(tx, workspaceId)
  await record(
    tx,
    { kind: 'member', userId, name, sessionId, workspaceId, role },
    'member.joined',
    { type: 'user', id: userId },
    { role, invitation: id },
  )
}
