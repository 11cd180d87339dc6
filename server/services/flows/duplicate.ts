import { z } from 'zod'
import { graphFromDoc } from '@/flow/draft/document'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { demand } from '../permissions'
import { addFlow } from './add-flow'
import { flowOf } from './flow-of'

export const DuplicateFlowInput = z.strictObject({ id: z.uuid() })

/** A new flow that begins with the draft of another; it has no versions and starts nothing by itself. */
export async function duplicateFlow({ actor }: Call, input: z.input<typeof DuplicateFlowInput>): Promise<{ id: string }> {
  demand(actor, 'flow.write')
  const source = DuplicateFlowInput.parse(input).id
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { name, folderId } = await flowOf(tx, actor, source)
    const { doc } = await loadDraft(tx, actor, source)
    const copy = `${name.slice(0, 113)} (copy)`
    const id = await addFlow(tx, actor, { name: copy, folderId, graph: graphFromDoc(doc) })
    await record(tx, actor, 'flow.duplicated', { type: 'flow', id }, { from: source, name: copy })
    return { id }
  })
}
