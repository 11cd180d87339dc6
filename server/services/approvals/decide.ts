import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { memberWho } from './people'
import { recordDecision, tellDecided, VerdictSchema } from './record-decision'

export const DecideApprovalInput = z.strictObject({ id: z.uuid(), ...VerdictSchema.shape })

/** A member decides. Being asked is what counts, whatever else the role allows. */
export async function decideApproval({ actor }: Call, input: z.input<typeof DecideApprovalInput>): Promise<void> {
  demand(actor, 'run.read')
  const { id, ...verdict } = DecideApprovalInput.parse(input)
  const woken = await inWorkspace(actor.workspaceId, (tx) =>
    recordDecision(
      tx,
      {
        waitId: id,
        via: 'app',
        actor,
        who: (members) => memberWho(members, actor),
      },
      verdict,
    ),
  )
  await tellDecided(id, woken)
}
