import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { enableTriggers } from '../triggers/sync-triggers'
import { anyFlowOf } from './flow-of'

export const RestoreFlowInput = z.strictObject({ id: z.uuid() })

export async function restoreFlow({ actor }: Call, input: z.input<typeof RestoreFlowInput>): Promise<void> {
  demand(actor, 'flow.delete')
  const { id } = RestoreFlowInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const { name, enabled, deletedAt } = await anyFlowOf(tx, actor, id, { lock: true })
    if (!deletedAt) return
    await tx.update(flow).set({ deletedAt: null }).where(eq(flow.id, id))
    await enableTriggers(tx, [id], enabled)
    await record(tx, actor, 'flow.restored', { type: 'flow', id }, { name })
  })
}
