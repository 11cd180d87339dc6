import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../../db/is-one-of'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { recordEach } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { enableTriggers } from '../triggers/sync-triggers'
import { announceRemoved } from './announce-removed'
import { ChosenFlowsSchema, chooseFlows, type FlowsDone, idsOf } from './choose-flows'

export const RemoveFlowsInput = z.strictObject({ ids: ChosenFlowsSchema })

/** As remove.ts; `restoreFlows` brings all of it back. */
export async function removeFlows({ actor }: Call, input: z.input<typeof RemoveFlowsInput>): Promise<FlowsDone> {
  demand(actor, 'flow.delete')
  const { ids } = RemoveFlowsInput.parse(input)
  const { workspaceId } = actor
  const answer = await inWorkspace(workspaceId, async (tx) => {
    const { meant, left } = await chooseFlows(tx, actor, ids)
    const done = idsOf(meant)
    await tx
      .update(flow)
      .set({ deletedAt: sql`now()` })
      .where(and(eq(flow.workspaceId, workspaceId), isOneOf(flow.id, done)))
    await enableTriggers(tx, done, false)
    const removed = meant.map(({ id, name }) => ({ resource: { type: 'flow' as const, id }, detail: { name } }))
    await recordEach(tx, actor, 'flow.removed', removed)
    return { done, left }
  })
  await announceRemoved(answer.done)
  return answer
}
