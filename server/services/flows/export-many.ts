import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { graphFromDoc } from '@/flow/draft/document'
import { exportFlow as exported } from '@/flow/exchange/export'
import type { FlowFile } from '@/flow/exchange/flow-file'
import { inWorkspace } from '../../db/tenancy'
import { recordEach } from '../../governance/audit'
import type { Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { demand } from '../permissions'
import { chooseFlows, type FlowsDone } from './choose-flows'
import { namedHere } from './named-here'

/** So many at once: a draft may be long, and others use this process too. Who wants more asks again. */
export const ExportFlowsInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(20) })

export type ExportedFlows = { files: { id: string; name: string; file: FlowFile }[]; left: FlowsDone['left'] }

/** As export.ts, a file for each. */
export async function exportFlows({ actor }: Call, input: z.input<typeof ExportFlowsInput>): Promise<ExportedFlows> {
  demand(actor, 'flow.write')
  const { ids } = ExportFlowsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { meant, left } = await chooseFlows(tx, actor, ids, { readOnly: true })
    const names = await namedHere(tx, actor)
    const files: ExportedFlows['files'] = []
    for (const { id, name } of meant) {
      const { doc } = await loadDraft(tx, actor, id)
      files.push({ id, name, file: exported(name, graphFromDoc(doc), manifest, names) })
    }
    const taken = files.map(({ id, name }) => ({ resource: { type: 'flow' as const, id }, detail: { name } }))
    await recordEach(tx, actor, 'flow.exported', taken)
    return { files, left }
  })
}
