import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { ring } from '../intake/ring'
import { changeLane, laneOf } from '../lanes/change-lane'
import { demand } from '../permissions'

export const SetWorkspaceLimitInput = z.strictObject({ most: z.number().int().min(1).max(10_000).nullable() })

/** How many runs of the whole workspace may go on at once; null: as many as there are. */
export async function setWorkspaceLimit({ actor }: Call, input: z.input<typeof SetWorkspaceLimitInput>): Promise<void> {
  demand(actor, 'workspace.manage')
  const { most } = SetWorkspaceLimitInput.parse(input)
  const { workspaceId } = actor
  const freed = await inWorkspace(workspaceId, async (tx) => {
    const before = await laneOf(tx, { workspaceId, id: workspaceId }, { lock: true })
    await record(tx, actor, 'workspace.limit-changed', { type: 'workspace', id: workspaceId }, { before: before.most, after: most })
    return changeLane(tx, { workspaceId, id: workspaceId, kind: 'workspace' }, { most })
  })
  ring(freed)
}
