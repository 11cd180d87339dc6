import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { approvalOf } from './approval-of'
import { type Decided, decideAs } from './decide'
import { deciderOf } from './decider'
import { openLink } from './link'
import { VerdictInput } from './verdict'
import { type ApprovalView, viewOf } from './view'

const TokenSchema = z.string().min(1).max(2_000)
export const OpenByLinkInput = z.strictObject({ token: TokenSchema })
export const DecideByLinkInput = VerdictInput.extend({ token: TokenSchema })

/** A question as somebody without an account sees it, who was asked by e-mail. Looking decides nothing. */
export async function openByLink(input: z.input<typeof OpenByLinkInput>): Promise<ApprovalView> {
  const { actor, id } = openLink(OpenByLinkInput.parse(input).token)
  return inWorkspace(actor.workspaceId, async (tx) => {
    return viewOf(tx, await approvalOf(tx, actor.workspaceId, id), await deciderOf(tx, actor))
  })
}

export async function decideByLink(input: z.input<typeof DecideByLinkInput>): Promise<Decided> {
  const { token, ...verdict } = DecideByLinkInput.parse(input)
  const { actor, id } = openLink(token)
  return decideAs(actor, id, verdict, 'mail')
}
