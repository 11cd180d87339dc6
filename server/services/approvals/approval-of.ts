import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { ApprovalRequest } from '@/flow/define/approval'
import { approvalDecision, flow, run, version, wait } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { notFound } from '../call'
import { behindRun } from '../calls/behind'

export type Approval = Awaited<ReturnType<typeof approvalOf>>
export type DecisionRow = typeof approvalDecision.$inferSelect

/**
 * A question with all that was said about it. `lock`: nobody else decides until this transaction is over.
 * @throws ServiceError `not_found`
 */
export async function approvalOf(tx: Tx, workspaceId: string, id: string, { lock = false } = {}) {
  const isIt = and(eq(wait.workspaceId, workspaceId), eq(wait.id, id), eq(wait.kind, 'approval'))
  if (lock) {
    // Its run first, as the worker does that ends it: in another order each would wait for the other.
    const itsRun = inArray(run.id, tx.select({ id: wait.runId }).from(wait).where(isIt))
    await tx
      .select({ id: run.id })
      .from(run)
      .where(and(eq(run.workspaceId, workspaceId), itsRun))
      .for('no key update')
    await tx.select({ id: wait.id }).from(wait).where(isIt).for('update')
  }
  const [found] = await tx
    .select({
      ...APPROVAL_COLUMNS,
      request: wait.request,
      timeZone: sql<string>`coalesce(${version.graph}->'settings'->>'timeZone', 'UTC')`,
    })
    .from(wait)
    .innerJoin(run, and(eq(run.workspaceId, wait.workspaceId), eq(run.id, wait.runId)))
    .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
    .innerJoin(version, and(eq(version.workspaceId, run.workspaceId), eq(version.id, run.versionId)))
    .where(isIt)
  if (!found?.request) throw notFound('approval')
  const decisions = await tx
    .select()
    .from(approvalDecision)
    .where(and(eq(approvalDecision.workspaceId, workspaceId), eq(approvalDecision.waitId, id)))
    .orderBy(asc(approvalDecision.at), asc(approvalDecision.id))
  const request: ApprovalRequest = found.request
  return { ...found, request, decisions }
}

export const APPROVAL_COLUMNS = {
  id: wait.id,
  runId: wait.runId,
  wakeAt: wait.wakeAt,
  firedAt: wait.firedAt,
  closedAt: wait.closedAt,
  readAt: sql`clock_timestamp()`.mapWith(wait.closedAt),
  result: wait.result,
  tell: wait.tell,
  runStatus: run.status,
  cancelRequestedAt: run.cancelRequestedAt,
  startedBy: run.startedBy,
  behind: behindRun(),
  mode: run.mode,
  flowName: flow.name,
}
