import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { trigger } from '../../db/schema'
import type { TriggerLook } from '../../db/schema/engine'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'

export const ListTriggersInput = z.strictObject({ flowId: z.uuid() })

export type TriggerState = { nodeId: string; source: string; enabled: boolean; nextAt: Date | null; look: TriggerLook | null }

/** The triggers of the published version: when each is due, and how its last look went. */
export async function listTriggers({ actor }: Call, input: z.input<typeof ListTriggersInput>): Promise<TriggerState[]> {
  demand(actor, 'flow.read')
  const { flowId } = ListTriggersInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const { nodeId, source, enabled, nextAt, look } = trigger
    return tx
      .select({ nodeId, source, enabled, nextAt, look })
      .from(trigger)
      .where(and(eq(trigger.workspaceId, actor.workspaceId), eq(trigger.flowId, flowId)))
  })
}
