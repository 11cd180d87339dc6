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

export const RestoreFlowsInput = z.strictObject({ ids: ChosenFlowsSchema })

/** As restore.ts. */
export async function restoreFlows({ actor }: Call, input: z.input<typeof RestoreFlowsInput>): Promise<FlowsDone> {
  demand(actor, 'flow.delete')
  const { ids } = RestoreFlowsInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const { meant, left } = await chooseFlows(tx, actor, ids, {
      deletedToo: true,
      whyNot: ({ deletedAt }) => (deletedAt === null ? 'already' : null),
    })
    const done = idsOf(meant)
    await tx
      .update(flow)
      .set({ deletedAt: null })
      .where(and(eq(flow.workspaceId, workspaceId), isOneOf(flow.id, done)))
    await enableTriggers(tx, idsOf(meant.filter(({ enabled }) => enabled)), true)
    const restored = meant.map(({ id, name }) => ({ resource: { type: 'flow' as const, id }, detail: { name } }))
    await recordEach(tx, actor, 'flow.restored', restored)
    return { done, left }
  })
}
