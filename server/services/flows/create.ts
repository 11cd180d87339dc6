import { z } from 'zod'
import { emptyGraph } from '@/flow/graph/graph'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { folderOf } from '../folders/folder-of'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { addFlow } from './add-flow'
import { ZoneSchema } from './zone-schema'

export const CreateFlowInput = z.strictObject({ name: NameSchema, folderId: z.uuid().nullish(), timeZone: ZoneSchema.optional() })

export async function createFlow({ actor }: Call, input: z.input<typeof CreateFlowInput>): Promise<{ id: string }> {
  demand(actor, 'flow.write')
  const { name, folderId, timeZone = 'UTC' } = CreateFlowInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    if (folderId) await folderOf(tx, actor, folderId)
    const id = await addFlow(tx, actor, { name, folderId: folderId ?? null, graph: { ...emptyGraph(), settings: { timeZone } } })
    await record(tx, actor, 'flow.created', { type: 'flow', id }, { name })
    return { id }
  })
}
