import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../../db/is-one-of'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { recordEach } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { enableTriggers } from '../triggers/sync-triggers'
import { ChosenFlowsSchema, chooseFlows, type FlowsDone, idsOf } from './choose-flows'

export const SetFlowsEnabledInput = z.strictObject({ ids: ChosenFlowsSchema, enabled: z.boolean() })

/** As set-enabled.ts. What was never published has nothing that could be turned on or off. */
export async function setFlowsEnabled({ actor }: Call, input: z.input<typeof SetFlowsEnabledInput>): Promise<FlowsDone> {
  demand(actor, 'flow.publish')
  const { ids, enabled } = SetFlowsEnabledInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const { meant, left } = await chooseFlows(tx, actor, ids, {
      whyNot: ({ liveVersionId, enabled: isOn }) => (liveVersionId === null ? 'unpublished' : isOn === enabled ? 'already' : null),
    })
    const done = idsOf(meant)
    await tx
      .update(flow)
      .set({ enabled })
      .where(and(eq(flow.workspaceId, workspaceId), isOneOf(flow.id, done)))
    await enableTriggers(tx, done, enabled)
    const turned = done.map((id) => ({ resource: { type: 'flow' as const, id } }))
    await recordEach(tx, actor, enabled ? 'flow.enabled' : 'flow.disabled', turned)
    return { done, left }
  })
}
