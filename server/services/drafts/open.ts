import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { readDraft } from './read-draft'

export const OpenDraftInput = z.strictObject({ flowId: z.uuid() })

/** The whole draft as one Yjs update in base64, and the number of the last change in it. */
export async function openDraft({ actor }: Call, input: z.input<typeof OpenDraftInput>): Promise<{ state: string; seq: number }> {
  demand(actor, 'flow.read')
  const { flowId } = OpenDraftInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const reading = await readDraft(tx, actor, flowId)
    return { state: reading.state(), seq: reading.seq }
  })
}
