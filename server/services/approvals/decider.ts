import { and, eq, sql } from 'drizzle-orm'
import { membership, user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { can } from '../permissions'
import { ServiceError } from '../service-error'
import type { Approval } from './approval-of'

/** Who wants to decide, however they came: a member, or somebody who was asked by address. */
export type Decider = { key: string; name: string; userId: string | null; role: string | null; address: string | null; mayDecide: boolean }

/** One person is one decider: a member is also whoever has the member's address, and a guest with a member's address is the member. */
export async function deciderOf(tx: Tx, actor: Actor): Promise<Decider> {
  if (actor.kind === 'system') return { key: 'system', name: 'KAOS', userId: null, role: null, address: null, mayDecide: false }
  const { workspaceId } = actor
  const [person] = await tx
    .select({ userId: user.id, name: user.name, email: user.email, role: membership.role })
    .from(user)
    .innerJoin(membership, and(eq(membership.userId, user.id), eq(membership.workspaceId, workspaceId)))
    .where(actor.kind === 'guest' ? eq(sql`lower(${user.email})`, actor.address) : eq(user.id, actor.userId))
  if (person) {
    const { userId, name, role, email } = person
    const mayDecide = can({ kind: 'member', sessionId: '', workspaceId, userId, name, role }, 'approval.decide')
    return { key: userId, name, userId, role, address: email.toLowerCase(), mayDecide }
  }
  if (actor.kind === 'member') throw new ServiceError('forbidden', 'You are not a member of this workspace any more.')
  return { key: actor.address, name: actor.address, userId: null, role: null, address: actor.address, mayDecide: true }
}

export function isAsked({ request }: Pick<Approval, 'request'>, { userId, role, address }: Decider): boolean {
  const { members, roles, emails } = request.approvers
  return (
    (userId !== null && members.includes(userId)) ||
    (role !== null && roles.includes(role)) ||
    (address !== null && emails.includes(address))
  )
}

/** Null: this person may decide. Otherwise why not, in words. */
export function refusalOf(approval: Approval, decider: Decider): string | null {
  if (!isAsked(approval, decider)) return 'You were not asked. You can read it, and others decide.'
  if (!decider.mayDecide) return 'Your role only looks on. Ask an owner or admin of the workspace to change it.'
  if (!approval.request.selfApproval && approval.starterId !== null && approval.starterId === decider.userId) {
    return 'You started this run, so somebody else has to decide.'
  }
  const before = approval.decisions.find(({ decider: key }) => key === decider.key)
  if (!before) return null
  const left = approval.request.needed - approval.decisions.length
  return `You have ${before.decision} this. ${left === 1 ? 'One more person has' : `${left} more people have`} to decide.`
}
