import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Json } from '@/flow/json'
import { inNaturalOrder } from '@/flow/natural-order'
import { stateItem } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'

export const ListStateInput = z.strictObject({ flowId: z.uuid() })

export type KeptValue = { key: string; value: Json; bytes: number; updatedAt: Date }

/** What a flow keeps from run to run; as much data of runs as what a run shows. */
export async function listState({ actor }: Call, input: z.input<typeof ListStateInput>): Promise<KeptValue[]> {
  demand(actor, 'run.read')
  const { flowId } = ListStateInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const kept = await tx
      .select({ key: stateItem.key, value: stateItem.value, bytes: stateItem.bytes, updatedAt: stateItem.updatedAt })
      .from(stateItem)
      .where(and(eq(stateItem.workspaceId, actor.workspaceId), eq(stateItem.flowId, flowId)))
    return inNaturalOrder(kept, ({ key }) => key)
  })
}
