import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../../db/is-one-of'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { recordEach } from '../../governance/audit'
import type { Call } from '../call'
import { folderOf } from '../folders/folder-of'
import { demand } from '../permissions'
import { ChosenFlowsSchema, chooseFlows, type FlowsDone, idsOf } from './choose-flows'

export const MoveFlowsInput = z.strictObject({ ids: ChosenFlowsSchema, folderId: z.uuid().nullable() })

export async function moveFlows({ actor }: Call, input: z.input<typeof MoveFlowsInput>): Promise<FlowsDone> {
  demand(actor, 'flow.write')
  const { ids, folderId } = MoveFlowsInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    if (folderId) await folderOf(tx, actor, folderId)
    const { meant, left } = await chooseFlows(tx, actor, ids, { whyNot: (each) => (each.folderId === folderId ? 'already' : null) })
    const done = idsOf(meant)
    await tx
      .update(flow)
      .set({ folderId })
      .where(and(eq(flow.workspaceId, workspaceId), isOneOf(flow.id, done)))
    const moved = meant.map((each) => ({ resource: { type: 'flow' as const, id: each.id }, detail: { from: each.folderId, to: folderId } }))
    await recordEach(tx, actor, 'flow.moved', moved)
    return { done, left }
  })
}
