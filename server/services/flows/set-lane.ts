import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { ring } from '../intake/ring'
import { changeLane, laneOf, PRIORITIES, priorityName } from '../lanes/change-lane'
import { demand } from '../permissions'
import { flowOf } from './flow-of'

export const SetFlowLaneInput = z.strictObject({
  id: z.uuid(),
  priority: z.enum(['low', 'normal', 'high']),
  /** Runs at once; null: as many as there are. */
  most: z.number().int().min(1).max(10_000).nullable(),
})

/** Whose runs go first and how many run at once; it counts at once, for all versions. */
export async function setFlowLane({ actor }: Call, input: z.input<typeof SetFlowLaneInput>): Promise<void> {
  demand(actor, 'flow.operate')
  const { id, priority, most } = SetFlowLaneInput.parse(input)
  const { workspaceId } = actor
  const freed = await inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, id)
    const before = await laneOf(tx, { workspaceId, id }, { lock: true })
    const detail = { before: { priority: priorityName(before.priority), most: before.most }, after: { priority, most } }
    await record(tx, actor, 'flow.lane-changed', { type: 'flow', id }, detail)
    return changeLane(tx, { workspaceId, id, kind: 'flow' }, { priority: PRIORITIES[priority], most })
  })
  ring(freed)
}
