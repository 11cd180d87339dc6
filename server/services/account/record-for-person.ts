import { eq } from 'drizzle-orm'
import type { JsonObject } from '@/flow/json'
import { membership } from '../../db/schema'
import { setWorkspace, type Tx } from '../../db/tenancy'
import { type AuditAction, type Resource, record } from '../../governance/audit'
import type { Person } from '../actor'

/** What a person does to their account concerns every workspace they can enter: each gets the audit event. */
export async function recordForPerson(
  tx: Tx,
  person: Pick<Person, 'userId' | 'name' | 'sessionId'>,
  action: AuditAction,
  resource: Resource,
  detail: JsonObject = {},
): Promise<void> {
  const { userId, name, sessionId } = person
  const places = await tx
    .select({ workspaceId: membership.workspaceId, role: membership.role })
    .from(membership)
    .where(eq(membership.userId, userId))
  for (const { workspaceId, role } of places) {
    await setWorkspace(tx, workspaceId)
    await record(tx, { kind: 'member', userId, name, sessionId, workspaceId, role }, action, resource, detail)
  }
}
