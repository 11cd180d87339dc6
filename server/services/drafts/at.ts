import * as Y from 'yjs'
import { z } from 'zod'
import { graphFromDoc } from '@/flow/draft/document'
import type { Graph } from '@/flow/graph/graph'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { demand } from '../permissions'
import { loadHistory } from './load-history'

export const DraftAtInput = z.strictObject({ flowId: z.uuid(), seq: z.number().int().min(0) })

/** The draft as it was after its change `seq`; as it was where the history begins, when that is later. */
export async function draftAt({ actor }: Call, input: z.input<typeof DraftAtInput>): Promise<Graph> {
  demand(actor, 'flow.read')
  const { flowId, seq } = DraftAtInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const { doc, rows } = await loadHistory(tx, actor, flowId, seq)
    for (const { update } of rows) Y.applyUpdate(doc, update)
    return graphFromDoc(doc)
  })
}
