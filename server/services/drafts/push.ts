import * as Y from 'yjs'
import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { announceUpdate, appendUpdate } from './append-update'

/** In base64: an update of 3 MB, which is a pasted flow of several thousand nodes. */
const LARGEST_UPDATE = 4_000_000

export const PushDraftInput = z.strictObject({
  flowId: z.uuid(),
  update: z.base64().min(1).max(LARGEST_UPDATE, 'This change is too large. Paste it in smaller parts.'),
})

/** A change made in a browser, as a Yjs update. */
export async function pushDraft({ actor }: Call, input: z.input<typeof PushDraftInput>): Promise<{ seq: number }> {
  demand(actor, 'flow.write')
  const { flowId, update } = PushDraftInput.parse(input)
  const bytes = Buffer.from(update, 'base64')
  const seq = await inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    return appendUpdate(tx, actor, flowId, (doc) => Y.applyUpdate(doc, bytes))
  })
  await announceUpdate(flowId, seq)
  return { seq }
}
