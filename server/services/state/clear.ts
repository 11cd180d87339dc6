import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { stateItem } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'

/** One value, or without `key` all that the flow keeps. */
export const ClearStateInput = z.strictObject({ flowId: z.uuid(), key: z.string().max(200).optional() })

export async function clearState({ actor }: Call, input: z.input<typeof ClearStateInput>): Promise<void> {
  demand(actor, 'run.resolve')
  const { flowId, key } = ClearStateInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const { name } = await flowOf(tx, actor, flowId)
    const ofFlow = and(eq(stateItem.workspaceId, actor.workspaceId), eq(stateItem.flowId, flowId))
    const cleared = await tx
      .delete(stateItem)
      .where(key === undefined ? ofFlow : and(ofFlow, eq(stateItem.key, key)))
      .returning({ key: stateItem.key })
    if (cleared.length === 0) return
    await record(tx, actor, 'state.cleared', { type: 'flow', id: flowId }, { name, keys: cleared.slice(0, 100).map((row) => row.key) })
  })
}
