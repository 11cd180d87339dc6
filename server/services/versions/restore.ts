import { z } from 'zod'
import { applyEdit } from '@/flow/draft/apply-edit'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { announceUpdate, appendUpdate } from '../drafts/append-update'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { versionOf } from './version-of'

export const RestoreVersionInput = z.strictObject({
  id: z.uuid(),
  /** The caller writes it into the draft, as an edit of their own that they can take back: it is only recorded here. */
  asOwnEdit: z.boolean().default(false),
})

/** Writes an earlier version into the draft, as an edit like any other; nothing goes live until someone publishes it. */
export async function restoreVersion({ actor }: Call, input: z.input<typeof RestoreVersionInput>): Promise<void> {
  demand(actor, 'flow.write')
  const { id, asOwnEdit } = RestoreVersionInput.parse(input)
  const { flowId, seq } = await inWorkspace(actor.workspaceId, async (tx) => {
    const { flowId, graph, number } = await versionOf(tx, actor, id)
    await flowOf(tx, actor, flowId)
    const seq = asOwnEdit ? null : await appendUpdate(tx, actor, flowId, (doc) => applyEdit(doc, { type: 'graph.replace', graph }))
    await record(tx, actor, 'version.restored', { type: 'version', id }, { flowId, number })
    return { flowId, seq }
  })
  if (seq !== null) await announceUpdate(flowId, seq)
}
