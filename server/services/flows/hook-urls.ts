import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { graphFromDoc } from '@/flow/draft/document'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { demand } from '../permissions'
import { hookUrl } from '../triggers/hook-token'
import { mailAddress } from '../triggers/mail-token'
import { flowOf } from './flow-of'

export const HookUrlsInput = z.strictObject({ id: z.uuid() })

/** Where the draft's webhooks and mail triggers are reached, once the flow is published. Whoever knows one can start runs, so viewers don't. */
export async function hookUrls({ actor }: Call, input: z.input<typeof HookUrlsInput>): Promise<{ nodeId: string; url: string }[]> {
  demand(actor, 'flow.write')
  const { id } = HookUrlsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { name } = await flowOf(tx, actor, id)
    const { doc } = await loadDraft(tx, actor, id)
    return graphFromDoc(doc).nodes.flatMap((node) => {
      const source = manifest.nodes[node.type]?.source
      if (source === 'webhook') return [{ nodeId: node.id, url: hookUrl(id, node.id) }]
      return source === 'mail' ? [{ nodeId: node.id, url: mailAddress(id, node.id, name) }] : []
    })
  })
}
