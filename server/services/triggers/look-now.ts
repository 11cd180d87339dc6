import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { trigger } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { type Call, notFound } from '../call'
import { flowOf } from '../flows/flow-of'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'

export const LookNowInput = z.strictObject({ flowId: z.uuid(), nodeId: z.string().min(1).max(64) })

/** Has a trigger that looks from time to time look at once. What it finds starts runs as always. */
export async function lookNow({ actor }: Call, input: z.input<typeof LookNowInput>): Promise<void> {
  demand(actor, 'run.start')
  const { flowId, nodeId } = LookNowInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const { name } = await flowOf(tx, actor, flowId)
    const [row] = await tx
      .update(trigger)
      .set({ nextAt: sql`now()` })
      .where(
        and(eq(trigger.workspaceId, actor.workspaceId), eq(trigger.flowId, flowId), eq(trigger.nodeId, nodeId), eq(trigger.source, 'poll')),
      )
      .returning({ enabled: trigger.enabled })
    if (!row) throw notFound('trigger')
    if (!row.enabled) throw new ServiceError('conflict', 'This flow is switched off. Switch it on, and it looks again.')
    await record(tx, actor, 'trigger.looked', { type: 'flow', id: flowId }, { name, nodeId })
  })
  announce('polls', { flowId })
}
