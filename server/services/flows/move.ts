import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { folderOf } from '../folders/folder-of'
import { demand } from '../permissions'
import { flowOf } from './flow-of'

export const MoveFlowInput = z.strictObject({ id: z.uuid(), folderId: z.uuid().nullable() })

export async function moveFlow({ actor }: Call, input: z.input<typeof MoveFlowInput>): Promise<void> {
  demand(actor, 'flow.write')
  const { id, folderId } = MoveFlowInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const before = await flowOf(tx, actor, id)
    if (folderId) await folderOf(tx, actor, folderId)
    await tx.update(flow).set({ folderId }).where(eq(flow.id, id))
    await record(tx, actor, 'flow.moved', { type: 'flow', id }, { from: before.folderId, to: folderId })
  })
}
