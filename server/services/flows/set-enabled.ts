import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { enableTriggers } from '../triggers/sync-triggers'
import { flowOf } from './flow-of'

export const SetFlowEnabledInput = z.strictObject({ id: z.uuid(), enabled: z.boolean() })

/** Whether webhooks and schedules start the flow. */
export async function setFlowEnabled({ actor }: Call, input: z.input<typeof SetFlowEnabledInput>): Promise<void> {
  demand(actor, 'flow.publish')
  const { id, enabled } = SetFlowEnabledInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, id, { lock: true })
    await tx.update(flow).set({ enabled }).where(eq(flow.id, id))
    await enableTriggers(tx, [id], enabled)
    await record(tx, actor, enabled ? 'flow.enabled' : 'flow.disabled', { type: 'flow', id })
  })
}
