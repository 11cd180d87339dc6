import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { wait } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { approvalOf } from './approval-of'
import { isStuck, membersOf } from './people'
import { statusOf } from './status'

export const ReassignApprovalInput = z.strictObject({
  id: z.uuid(),
  approvers: z.strictObject({
    members: z.array(z.uuid()).max(100).default([]),
    roles: z.array(z.string().max(40)).max(20).default([]),
    emails: z.array(z.email().toLowerCase()).max(100).default([]),
  }),
})

/**
 * Asks others, when those who were asked can't decide any more. What was asked stays as it was; only who is asked changes,
 * and never while it could still be decided: nobody is passed over.
 */
export async function reassignApproval({ actor }: Call, input: z.input<typeof ReassignApprovalInput>): Promise<void> {
  demand(actor, 'workspace.manage')
  const { id, approvers } = ReassignApprovalInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const approval = await approvalOf(tx, actor.workspaceId, id, { lock: true })
    if (statusOf(approval) !== 'open') throw new ServiceError('conflict', 'This is decided already, or closed.')
    const members = await membersOf(tx, actor.workspaceId)
    if (!isStuck(approval, members)) throw new ServiceError('conflict', 'Those who were asked can still decide.')
    if (isStuck({ ...approval, request: { ...approval.request, approvers } }, members)) {
      throw new ServiceError('invalid', 'They can’t decide either: they are too few, not here, or started the run themselves.')
    }
    await tx
      .update(wait)
      .set({ request: { ...approval.request, approvers }, tell: sql`coalesce(${wait.tell}, 'question')` })
      .where(and(eq(wait.workspaceId, actor.workspaceId), eq(wait.id, id)))
    const detail = { runId: approval.runId, before: approval.request.approvers, after: approvers }
    await record(tx, actor, 'approval.reassigned', { type: 'approval', id }, detail)
  })
  await announce('approvals', { waitId: id })
}
