import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { flow } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { flowOf } from './flow-of'

export const RenameFlowInput = z.strictObject({ id: z.uuid(), name: NameSchema })

export async function renameFlow({ actor }: Call, input: z.input<typeof RenameFlowInput>): Promise<void> {
  demand(actor, 'flow.write')
  const { id, name } = RenameFlowInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const before = await flowOf(tx, actor, id)
    await tx.update(flow).set({ name, updatedAt: new Date() }).where(eq(flow.id, id))
    await record(tx, actor, 'flow.renamed', { type: 'flow', id }, { from: before.name, to: name })
  })
}
