import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { graphFromDoc } from '@/flow/draft/document'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { demand } from '../permissions'
import { hookUrl } from '../triggers/hook-token'
import { flowOf } from './flow-of'

export const HookUrlsInput = z.strictObject({ id: z.uuid() })

/** The URLs of the draft's webhooks; they answer once the flow is published. Whoever knows one can start runs, so viewers don't. */
export async function hookUrls({ actor }: Call, input: z.input<typeof HookUrlsInput>): Promise<{ nodeId: string; url: string }[]> {
  demand(actor, 'flow.write')
  const { id } = HookUrlsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await flowOf(tx, actor, id)
    const { doc } = await loadDraft(tx, actor, id)
    return graphFromDoc(doc)
      .nodes.filter((node) => manifest.nodes[node.type]?.source === 'webhook')
      .map((node) => ({ nodeId: node.id, url: hookUrl(id, node.id) }))
  })
}
