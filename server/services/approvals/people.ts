import { eq } from 'drizzle-orm'
import type { ApprovalRequest } from '@/flow/define/approval'
import { membership, user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor, Role } from '../actor'
import type { Behind } from '../calls/behind'

export type Member = { userId: string; name: string; email: string; role: Role }

/** Who decides: a member, or somebody who is known by an address only. The same person is the same decider on every way. */
export type Decider = { id: string; name: string; email: string; member: Member | null }

export async function membersOf(tx: Tx, workspaceId: string): Promise<Member[]> {
  return tx
    .select({ userId: membership.userId, name: user.name, email: user.email, role: membership.role })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(eq(membership.workspaceId, workspaceId))
}

export function asMember(member: Member): Decider {
  return { id: member.userId, name: member.name, email: member.email.toLowerCase(), member }
}

/** The person behind a session; null for whoever is no member any more. */
export function memberWho(members: readonly Member[], actor: Actor): Decider | null {
  const member = actor.kind === 'member' ? members.find(({ userId }) => userId === actor.userId) : undefined
  return member ? asMember(member) : null
}

/** An address that belongs to a member is that member, so that nobody counts twice or decides about their own run. */
export function byAddress(members: readonly Member[], address: string): Decider {
  const email = address.toLowerCase()
  const member = members.find((each) => each.email.toLowerCase() === email)
  return member ? asMember(member) : { id: email, name: email, email, member: null }
}

export function isAsked({ approvers }: Pick<ApprovalRequest, 'approvers'>, { email, member }: Decider): boolean {
  if (approvers.emails.some((each) => each.toLowerCase() === email)) return true
  return member !== null && (approvers.members.includes(member.userId) || approvers.roles.includes(member.role))
}

/** Whether they are behind the run; of one that nobody can tell this of, everybody may be. */
function started(behind: Behind, { email, member }: Decider): boolean {
  if (behind === null) return true
  const people = behind.kind === 'member' ? [behind, ...(behind.others ?? [])] : behind.kind === 'mail' ? [behind] : []
  // A sender's address proves nothing, so it can take a right away but never give one.
  return people.some((person) => (person.kind === 'mail' ? person.from.toLowerCase().includes(email) : person.userId === member?.userId))
}

type Asked = { request: ApprovalRequest; behind: Behind; decisions: readonly { decider: string; decision: string }[] }

/** Everybody who could still decide, each once. */
export function whoCanDecide({ request, behind, decisions }: Asked, members: readonly Member[]): Decider[] {
  const everybody = [...members.map(asMember), ...request.approvers.emails.map((email) => byAddress(members, email))]
  const each = new Map(everybody.map((decider) => [decider.id, decider]))
  return [...each.values()].filter(
    (decider) =>
      isAsked(request, decider) &&
      (request.selfApproval || !started(behind, decider)) &&
      !decisions.some(({ decider: id }) => id === decider.id),
  )
}

/** It can't be approved any more: those who were asked have left, or may not decide. */
export function isStuck(asked: Asked, members: readonly Member[]): boolean {
  const approved = asked.decisions.filter(({ decision }) => decision === 'approved').length
  return approved + whoCanDecide(asked, members).length < asked.request.needed
}

/** Why this person may not decide about an open question, in words; null when they may. */
export function refusalFor(asked: Asked, members: readonly Member[], decider: Decider): string | null {
  const { request, behind, decisions } = asked
  const before = decisions.find(({ decider: id }) => id === decider.id)
  if (before) return `You have ${before.decision} this already.${before.decision === 'approved' ? ' It waits for others.' : ''}`
  if (isStuck(asked, members)) return 'Nobody who was asked can decide any more. An admin can ask others, or cancel the run.'
  if (!isAsked(request, decider)) return 'You are not among those who were asked.'
  if (!request.selfApproval && started(behind, decider)) return 'You started this run, so somebody else has to decide.'
  return null
}
