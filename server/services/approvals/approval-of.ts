import { and, asc, eq } from 'drizzle-orm'
import { type ApprovalRequest, ApprovalRequestSchema, ApprovalResultSchema } from '@/flow/define/approval'
import { approvalDecision, flow, run, user, wait } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { notFound } from '../call'
import { type StartedBy, startedBy, starterIsUser } from '../runs/started-by'

export type ApprovalStatus = 'open' | 'approved' | 'rejected' | 'expired' | 'cancelled'

export type Approval = {
  id: string
  runId: string
  flowId: string
  flowName: string
  isTest: boolean
  status: ApprovalStatus
  request: ApprovalRequest
  startedBy: StartedBy
  /** Whom no self-approval means. */
  starterId: string | null
  deadline: Date | null
  settledAt: Date | null
  decisions: (typeof approvalDecision.$inferSelect)[]
}

/**
 * A question with everything that was said about it. `lock`: nobody else decides before this transaction ends.
 * @throws ServiceError `not_found`
 */
export async function approvalOf(tx: Tx, workspaceId: string, id: string, { lock = false } = {}): Promise<Approval> {
  const mine = and(eq(wait.workspaceId, workspaceId), eq(wait.id, id), eq(wait.kind, 'approval'))
  if (lock) await tx.select({ id: wait.id }).from(wait).where(mine).for('update')
  const [row] = await tx
    .select({
      wait,
      run: { status: run.status, mode: run.mode, by: run.startedBy },
      flow: { id: flow.id, name: flow.name },
      starter: user.name,
    })
    .from(wait)
    .innerJoin(run, and(eq(run.workspaceId, wait.workspaceId), eq(run.id, wait.runId)))
    .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
    .leftJoin(user, starterIsUser)
    .where(mine)
  if (!row) throw notFound('approval')
  const decisions = await tx
    .select()
    .from(approvalDecision)
    .where(and(eq(approvalDecision.workspaceId, workspaceId), eq(approvalDecision.waitId, id)))
    .orderBy(asc(approvalDecision.at), asc(approvalDecision.id))
  const { by } = row.run
  return {
    id,
    runId: row.wait.runId,
    flowId: row.flow.id,
    flowName: row.flow.name,
    isTest: row.run.mode === 'test',
    status: statusOf(row.wait.firedAt, row.wait.result, row.run.status),
    request: ApprovalRequestSchema.parse(row.wait.request),
    startedBy: startedBy(by, row.starter),
    starterId: by.kind === 'member' ? by.userId : null,
    deadline: row.wait.wakeAt,
    settledAt: row.wait.firedAt,
    decisions,
  }
}

/** From the start, a wait holds what it comes to when nobody decides; a decision takes its place. */
export function statusOf(firedAt: Date | null, result: unknown, runStatus: string): ApprovalStatus {
  if (!firedAt) return 'open'
  const decision = ApprovalResultSchema.safeParse(result).data?.decision
  if (decision === 'approved' || decision === 'rejected') return decision
  return runStatus === 'cancelled' || decision === undefined ? 'cancelled' : 'expired'
}
