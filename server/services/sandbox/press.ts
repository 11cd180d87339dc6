import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { memberWho } from '../approvals/people'
import { recordDecision, tellDecided } from '../approvals/record-decision'
import type { Call } from '../call'
import { demand } from '../permissions'
import { sandboxOf } from './sandbox-of'

export const PressInput = z.strictObject({ connectionId: z.uuid(), waitId: z.uuid(), decision: z.enum(['approved', 'rejected']) })

/** A button of a card in a sandbox's Slack, pressed by a member: the same decision as by the button in Slack. */
export async function press({ actor }: Call, input: z.input<typeof PressInput>): Promise<void> {
  demand(actor, 'run.read')
  const { connectionId, waitId, decision } = PressInput.parse(input)
  const woken = await inWorkspace(actor.workspaceId, async (tx) => {
    await sandboxOf(tx, actor, connectionId, 'slack')
    const verdict = { decision, comment: '', edits: [], seen: 0 }
    return recordDecision(tx, { waitId, via: 'slack', actor, who: (members) => memberWho(members, actor) }, verdict)
  })
  await tellDecided(waitId, woken)
}
