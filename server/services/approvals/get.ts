import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { asMember } from './people'
import { type ApprovalView, viewOf } from './view'

export const GetApprovalInput = z.strictObject({ id: z.uuid() })

export async function getApproval({ actor }: Call, input: z.input<typeof GetApprovalInput>): Promise<ApprovalView> {
  demand(actor, 'run.read')
  const { id } = GetApprovalInput.parse(input)
  return inWorkspace(actor.workspaceId, (tx) =>
    viewOf(tx, actor.workspaceId, id, (members) => {
      const member = actor.kind === 'member' ? members.find(({ userId }) => userId === actor.userId) : undefined
      return member ? asMember(member) : null
    }),
  )
}
