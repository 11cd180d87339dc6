import { inArray } from 'drizzle-orm'
import type { ApprovalRequest } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { FORMER_MEMBER } from '../former-member'
import { timeOf } from '../time-of'
import type { Approval, ApprovalStatus } from './approval-of'
import { type Decider, refusalOf } from './decider'

export type ApprovalView = {
  id: string
  runId: string
  flowId: string
  status: ApprovalStatus
  request: ApprovalRequest
  flowName: string
  isTest: boolean
  askedAt: Date
  startedBy: string | null
  deadline: Date | null
  settledAt: Date | null
  decisions: {
    name: string
    decision: 'approved' | 'rejected'
    via: 'app' | 'mail' | 'slack'
    at: Date
    comment: string
    edits: { key: string; from: Json; to: Json }[]
  }[]
  asked: string[]
  refusal: string | null
}

/** As its page shows it to whoever looks. */
export async function viewOf(tx: Tx, approval: Approval, decider: Decider): Promise<ApprovalView> {
  const { id, runId, flowId, status, request, flowName, isTest, deadline, settledAt, decisions } = approval
  return {
    id,
    runId,
    flowId,
    status,
    request,
    flowName,
    isTest,
    askedAt: timeOf(id),
    startedBy: approval.startedBy.label,
    deadline,
    settledAt,
    decisions: decisions.map(({ deciderName: name, decision, via, at, comment, edits }) => ({ name, decision, via, at, comment, edits })),
    asked: await namesOf(tx, request.approvers),
    refusal: status === 'open' ? refusalOf(approval, decider) : null,
  }
}

async function namesOf(tx: Tx, { members, roles, emails }: ApprovalRequest['approvers']): Promise<string[]> {
  const people = members.length === 0 ? [] : await tx.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, members))
  const names = members.map((id) => people.find((person) => person.id === id)?.name ?? FORMER_MEMBER)
  return [...new Set([...names, ...roles.map((role) => `every ${role}`), ...emails])]
}
