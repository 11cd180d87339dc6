import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { ring } from '../intake/ring'
import { changeLane, laneOf } from '../lanes/change-lane'
import { demand } from '../permissions'
import { flowOf } from './flow-of'

export const SetFlowPausedInput = z.strictObject({ id: z.uuid(), paused: z.boolean() })

/**
 * While a flow is paused its triggers go on accepting, and what they start stays queued. Runs that are going on finish, or
 * go on to their next wait; woken from it, they stand in line too.
 */
export async function setFlowPaused({ actor }: Call, input: z.input<typeof SetFlowPausedInput>): Promise<void> {
  demand(actor, 'flow.operate')
  const { id, paused } = SetFlowPausedInput.parse(input)
  const { workspaceId } = actor
  const freed = await inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, id)
    const { pausedAt } = await laneOf(tx, { workspaceId, id }, { lock: true })
    if ((pausedAt !== null) === paused) return []
    await record(tx, actor, paused ? 'flow.paused' : 'flow.resumed', { type: 'flow', id })
    return changeLane(tx, { workspaceId, id, kind: 'flow' }, { paused })
  })
  ring(freed)
}
