import { type ApprovalResult, ApprovalResultSchema } from '@/flow/define/approval'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import type { Json } from '@/flow/json'

export type ApprovalStatus = 'open' | 'approved' | 'rejected' | 'expired' | 'cancelled'

type Facts = {
  firedAt: Date | null
  closedAt: Date | null
  wakeAt: Date | null
  result: Json
  runStatus: RunStatus
  cancelRequestedAt: Date | null
  /** When this was read, by the database's clock. */
  readAt: Date
}

/** How a question stands. A run that ends takes its open questions with it; that is no deadline that passed. */
export function statusOf({ firedAt, closedAt, wakeAt, result, runStatus, cancelRequestedAt, readAt }: Facts): ApprovalStatus {
  if (firedAt) return endOf(result, wakeAt !== null && firedAt >= wakeAt)
  if (closedAt || cancelRequestedAt || isTerminal(runStatus)) return 'cancelled'
  return wakeAt && wakeAt <= readAt ? 'expired' : 'open'
}

function endOf(result: Json, deadlinePassed: boolean): ApprovalStatus {
  const decision: ApprovalResult['decision'] | undefined = ApprovalResultSchema.safeParse(result).data?.decision
  if (decision === 'approved' || decision === 'rejected') return decision
  return deadlinePassed ? 'expired' : 'cancelled'
}
