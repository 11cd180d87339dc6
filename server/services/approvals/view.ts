import { and, eq, inArray } from 'drizzle-orm'
import type { ApprovalRequest } from '@/flow/define/approval'
import { approvalMessage } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { env } from '../../env'
import { FORMER_MEMBER } from '../former-member'
import { timeOf } from '../time-of'
import { type Approval, approvalOf } from './approval-of'
import type { Edit } from './edits'
import { type Decider, isStuck, type Member, membersOf, refusalFor } from './people'
import { answererOf, starterOf } from './starter-of'
import { type ApprovalStatus, statusOf } from './status'

/** A question as its page shows it, whoever looks: a member of the workspace, or somebody with a link. */
export type ApprovalView = {
  id: string
  runId: string
  status: ApprovalStatus
  request: ApprovalRequest
  flowName: string
  isTest: boolean
  askedAt: Date
  startedBy: string | null
  /** Whom a question would reach; null: nobody. */
  answeredBy: string | null
  deadline: Date | null
  settledAt: Date | null
  decisions: {
    name: string
    decision: 'approved' | 'rejected'
    via: 'app' | 'mail' | 'slack'
    at: Date
    comment: string
    edits: Edit[]
  }[]
  /** Everybody who is asked, as people read it: names, roles, addresses. */
  asked: string[]
  /** Null: the person may decide. Otherwise why not, in words. */
  refusal: string | null
  /** Nobody who was asked can decide any more. */
  isStuck: boolean
  /** Whom no message reached, and why. */
  undelivered: string[]
}

export async function viewOf(
  tx: Tx,
  workspaceId: string,
  id: string,
  who: (members: readonly Member[]) => Decider | null,
): Promise<ApprovalView> {
  const approval = await approvalOf(tx, workspaceId, id)
  const members = await membersOf(tx, workspaceId)
  const status = statusOf(approval)
  const decider = who(members)
  const refusal = decider ? refusalFor(approval, members, decider) : 'You are not among those who were asked.'
  const { request, runId, flowName, mode, startedBy, wakeAt, firedAt, decisions } = approval
  return {
    id,
    runId,
    status,
    request,
    flowName,
    isTest: mode === 'test',
    askedAt: timeOf(id),
    startedBy: starterOf(startedBy, members),
    answeredBy: env().SMTP_URL ? (answererOf(startedBy, members)?.name ?? null) : null,
    deadline: wakeAt,
    settledAt: firedAt,
    decisions: decisions.map(({ deciderName: name, decision, via, at, comment, edits }) => ({ name, decision, via, at, comment, edits })),
    asked: askedInWords(request, members),
    refusal: status === 'open' ? refusal : null,
    isStuck: status === 'open' && isStuck(approval, members),
    undelivered: await undelivered(tx, workspaceId, id),
  }
}

const ROLE_NAMES: Record<string, string> = {
  owner: 'any owner',
  admin: 'any admin',
  builder: 'any builder',
  operator: 'any operator',
  approver: 'any approver',
  auditor: 'any auditor',
  viewer: 'any viewer',
}

function askedInWords({ approvers }: Approval['request'], members: readonly Member[]): string[] {
  const names = approvers.members.map((id) => members.find(({ userId }) => userId === id)?.name ?? FORMER_MEMBER)
  return [...new Set([...names, ...approvers.roles.map((role) => ROLE_NAMES[role] ?? role), ...approvers.emails])]
}

async function undelivered(tx: Tx, workspaceId: string, waitId: string): Promise<string[]> {
  const rows = await tx
    .select({ channel: approvalMessage.channel, target: approvalMessage.target, problem: approvalMessage.problem })
    .from(approvalMessage)
    .where(
      and(
        eq(approvalMessage.workspaceId, workspaceId),
        eq(approvalMessage.waitId, waitId),
        inArray(approvalMessage.status, ['owed', 'failed']),
      ),
    )
  return rows.flatMap(({ channel, target, problem }) => {
    const whom = channel === 'mail' ? `The mail to ${target.email}` : 'The message in Slack'
    return problem ? [`${whom} was not sent: ${problem}`] : []
  })
}
