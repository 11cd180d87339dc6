import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { approvalOf } from './approval-of'
import { deciderOf } from './decider'
import { type ApprovalView, viewOf } from './view'

export const GetApprovalInput = z.strictObject({ id: z.uuid() })

/** A question as a member sees it. */
export async function getApproval({ actor }: Call, input: z.input<typeof GetApprovalInput>): Promise<ApprovalView> {
  demand(actor, 'run.read')
  const { id } = GetApprovalInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => viewOf(tx, await approvalOf(tx, actor.workspaceId, id), await deciderOf(tx, actor)))
}
