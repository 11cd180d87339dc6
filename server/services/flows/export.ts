import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { graphFromDoc } from '@/flow/draft/document'
import { exportFlow as exported } from '@/flow/exchange/export'
import type { FlowFile } from '@/flow/exchange/flow-file'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { demand } from '../permissions'
import { flowOf } from './flow-of'
import { namedHere } from './named-here'

export const ExportFlowInput = z.strictObject({ id: z.uuid() })

/** The draft of a flow as a file, to be taken to another workspace: without secrets, values of variables and samples. */
export async function exportFlow({ actor }: Call, input: z.input<typeof ExportFlowInput>): Promise<FlowFile> {
  demand(actor, 'flow.write')
  const { id } = ExportFlowInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { name } = await flowOf(tx, actor, id)
    const { doc } = await loadDraft(tx, actor, id)
    const file = exported(name, graphFromDoc(doc), manifest, await namedHere(tx, actor))
    await record(tx, actor, 'flow.exported', { type: 'flow', id }, { name })
    return file
  })
}
