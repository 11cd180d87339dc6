import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { type Decided, decideAs } from '../approvals/decide'
import type { Call } from '../call'
import { demand } from '../permissions'
import { sandboxOf } from './sandbox-of'

export const PressInput = z.strictObject({ connectionId: z.uuid(), waitId: z.uuid(), decision: z.enum(['approved', 'rejected']) })

/** A button of a card in a sandbox's Slack, pressed by a member: the same decision as by the button in Slack. */
export async function press({ actor }: Call, input: z.input<typeof PressInput>): Promise<Decided> {
  demand(actor, 'approval.decide')
  const { connectionId, waitId, decision } = PressInput.parse(input)
  await inWorkspace(actor.workspaceId, (tx) => sandboxOf(tx, actor, connectionId, 'slack'))
  return decideAs(actor, waitId, { decision, comment: '', edits: [] }, 'slack')
}
