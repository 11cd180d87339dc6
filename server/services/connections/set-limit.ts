import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { changeLane, laneOf } from '../lanes/change-lane'
import { demand } from '../permissions'
import { connectionOf } from './connection-of'
import { demandChange } from './may-change'

export const SetConnectionLimitInput = z.strictObject({ id: z.uuid(), most: z.number().int().min(1).max(1_000).nullable() })

/** How many steps may use the account at once, over all flows; null: as many as there are. Others wait for their turn. */
export async function setConnectionLimit({ actor }: Call, input: z.input<typeof SetConnectionLimitInput>): Promise<void> {
  demand(actor, 'connection.use')
  const { id, most } = SetConnectionLimitInput.parse(input)
  const { workspaceId } = actor
  await inWorkspace(workspaceId, async (tx) => {
    demandChange(actor, await connectionOf(tx, actor, id))
    const before = await laneOf(tx, { workspaceId, id }, { lock: true })
    await record(tx, actor, 'connection.changed', { type: 'connection', id }, { limit: { before: before.most, after: most } })
    await changeLane(tx, { workspaceId, id, kind: 'connection' }, { most })
  })
}
