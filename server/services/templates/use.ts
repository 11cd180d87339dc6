import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { TEMPLATES } from '../../templates/catalogue'
import type { Call } from '../call'
import { accountsIn } from '../connections/accounts-in'
import { addFlow } from '../flows/add-flow'
import { folderOf } from '../folders/folder-of'
import { can, demand } from '../permissions'
import { ServiceError } from '../service-error'
import { publishVersion } from '../versions/publish'

export const UseTemplateInput = z.strictObject({ id: z.string().min(1).max(100), folderId: z.uuid().nullish() })

/**
 * A flow of one's own, made from a template. Where nothing is left to fill in and the person may publish, it is live at
 * once; otherwise its draft says what is missing.
 */
export async function useTemplate({ actor }: Call, input: z.input<typeof UseTemplateInput>): Promise<{ flowId: string; live: boolean }> {
  demand(actor, 'flow.write')
  const { id, folderId } = UseTemplateInput.parse(input)
  const template = TEMPLATES.find((each) => each.id === id)
  if (!template) throw new ServiceError('not_found', 'There is no such template.')
  const { title, graph } = template
  const { flowId, ready } = await inWorkspace(actor.workspaceId, async (tx) => {
    if (folderId) await folderOf(tx, actor, folderId)
    const flowId = await addFlow(tx, actor, { name: title, folderId: folderId ?? null, graph })
    await record(tx, actor, 'flow.created', { type: 'flow', id: flowId }, { name: title, template: id })
    const problems = checkGraph(graph, manifest, await accountsIn(tx, actor.workspaceId))
    return { flowId, ready: problems.every(({ severity }) => severity !== 'error') }
  })
  const live = ready && can(actor, 'flow.publish')
  if (live) await publishVersion({ actor }, { flowId, note: `From the template “${title}”` })
  return { flowId, live }
}
