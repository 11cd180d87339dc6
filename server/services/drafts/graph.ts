import { z } from 'zod'
import type { Graph } from '@/flow/graph/graph'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { readDraft } from './read-draft'

/** `mostBytes`: of what it is stored in. */
export const DraftGraphInput = z.strictObject({ flowId: z.uuid(), mostBytes: z.number().int().min(0).optional() })

/** What the draft draws now; null where it is larger than is wanted. */
export async function draftGraph({ actor }: Call, input: z.input<typeof DraftGraphInput>): Promise<Graph | null> {
  demand(actor, 'flow.read')
  const { flowId, mostBytes = Number.POSITIVE_INFINITY } = DraftGraphInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const reading = await readDraft(tx, actor, flowId)
    return reading.bytes > mostBytes ? null : reading.graph()
  })
}
