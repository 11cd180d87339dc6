import { eq } from 'drizzle-orm'
import type { ApprovalResult } from '@/flow/define/approval'
import { workspace } from '@/server/db/schema'
import type { Tx } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { type Approval, approvalOf } from '@/server/services/approvals/approval-of'
import { membersOf, whoCanDecide } from '@/server/services/approvals/people'
import { starterOf } from '@/server/services/approvals/starter-of'
import { type ApprovalStatus, statusOf } from '@/server/services/approvals/status'

/** What messages say of a question. */
export type Question = {
  workspaceId: string
  workspaceName: string
  waitId: string
  /** The run that asks. */
  runId: string
  status: ApprovalStatus
  request: Approval['request']
  flowName: string
  isTest: boolean
  deadline: Date | null
  /** The flow's. */
  timeZone: string
  /** Who decided, by name and by address. */
  decisions: { name: string; email: string; decision: 'approved' | 'rejected' }[]
  /** As the result says it: what was decided and changed so far. */
  standing: Pick<ApprovalResult, 'by' | 'edits'>
  startedBy: string | null
  /** Who is still to decide; `byLink`: without an account here. */
  open: { email: string; byLink: boolean }[]
  /** For members. */
  deskUrl: string
}

export async function questionOf(tx: Tx, workspaceId: string, waitId: string): Promise<Question> {
  const approval = await approvalOf(tx, workspaceId, waitId)
  const members = await membersOf(tx, workspaceId)
  const [space] = await tx.select({ name: workspace.name, slug: workspace.slug }).from(workspace).where(eq(workspace.id, workspaceId))
  const emailOf = (decider: string) => members.find(({ userId }) => userId === decider)?.email.toLowerCase() ?? decider
  return {
    workspaceId,
    workspaceName: space?.name ?? '',
    waitId,
    runId: approval.runId,
    status: statusOf(approval),
    request: approval.request,
    flowName: approval.flowName,
    isTest: approval.mode === 'test',
    deadline: approval.wakeAt,
    timeZone: approval.timeZone,
    startedBy: starterOf(approval.startedBy, members),
    standing: {
      by: approval.decisions.map(({ decider, deciderName: name, via, at, comment }) => ({
        decider,
        name,
        via,
        at: at.toISOString(),
        comment,
      })),
      edits: approval.decisions.flatMap(({ deciderName: by, edits }) => edits.map((edit) => ({ ...edit, by }))),
    },
    decisions: approval.decisions.map(({ deciderName: name, decider, decision }) => ({ name, email: emailOf(decider), decision })),
    open: whoCanDecide(approval, members).map(({ email, member }) => ({ email, byLink: member === null })),
    deskUrl: `${env().KAOS_URL}/w/${space?.slug}/approvals/${waitId}`,
  }
}
