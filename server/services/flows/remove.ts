import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { enableTriggers } from '../triggers/sync-triggers'
import { announceRemoved } from './announce-removed'
import { flowOf } from './flow-of'

export const RemoveFlowInput = z.strictObject({ id: z.uuid() })

/**
 * Out of sight, and nothing starts it any more; `restoreFlow` brings all of it back. Runs under way go on; where it is paused, they are
 * held, and cancelled an hour later (worker/retention/cancel-left-behind.ts).
 */
export async function removeFlow({ actor }: Call, input: z.input<typeof RemoveFlowInput>): Promise<void> {
  demand(actor, 'flow.delete')
  const { id } = RemoveFlowInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const { name } = await flowOf(tx, actor, id, { lock: true })
    await tx.update(flow).set({ deletedAt: sql`now()` }).where(eq(flow.id, id))
    await enableTriggers(tx, [id], false)
    await record(tx, actor, 'flow.removed', { type: 'flow', id }, { name })
  })
  await announceRemoved([id])
}
