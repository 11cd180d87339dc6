import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import type { Graph } from '@/flow/graph/graph'
import { connection, membership, ROLES } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { TEMPLATES } from '../../templates/catalogue'
import type { Template } from '../../templates/template'
import type { Call } from '../call'
import { connectionIds } from '../connections/connection-ids'
import { addFlow } from '../flows/add-flow'
import { folderOf } from '../folders/folder-of'
import { demand, permissionsOf } from '../permissions'
import { ServiceError } from '../service-error'
import { publishVersion } from '../versions/publish'

export const UseTemplateInput = z.strictObject({
  id: z.string().min(1).max(100),
  folderId: z.uuid().nullish(),
  /** The account to use at each app, by connector. */
  accounts: z.record(z.string().max(64), z.uuid()).default({}),
})

/**
 * A flow of one's own, made from a template with one's own accounts. Where nothing is left to fill in and the person may
 * publish, it is live at once; otherwise its draft says what is missing.
 */
export async function useTemplate({ actor }: Call, input: z.input<typeof UseTemplateInput>): Promise<{ flowId: string; live: boolean }> {
  demand(actor, 'flow.write')
  const { id, folderId, accounts } = UseTemplateInput.parse(input)
  const template = TEMPLATES.find((each) => each.id === id)
  if (!template) throw new ServiceError('not_found', 'There is no such template.')
  const { workspaceId } = actor
  const { flowId, ready } = await inWorkspace(workspaceId, async (tx) => {
    if (folderId) await folderOf(tx, actor, folderId)
    await refuseForeign(tx, workspaceId, template, accounts)
    const graph = await fitted(tx, workspaceId, template, accounts)
    const flowId = await addFlow(tx, actor, { name: template.title, folderId: folderId ?? null, graph })
    await record(tx, actor, 'flow.created', { type: 'flow', id: flowId }, { name: template.title, template: id })
    const problems = checkGraph(graph, manifest, await connectionIds(tx, workspaceId))
    return { flowId, ready: problems.every(({ severity }) => severity !== 'error') }
  })
  const live = ready && actor.kind === 'member' && permissionsOf(actor.role).includes('flow.publish')
  if (live) await publishVersion({ actor }, { flowId, note: `From the template “${template.title}”` })
  return { flowId, live }
}

async function refuseForeign(tx: Tx, workspaceId: string, template: Template, accounts: Record<string, string>): Promise<void> {
  for (const [connector, id] of Object.entries(accounts)) {
    const [found] = await tx
      .select({ id: connection.id })
      .from(connection)
      .where(and(eq(connection.workspaceId, workspaceId), eq(connection.id, id), eq(connection.connector, connector)))
    const wanted = template.accounts.some((account) => account.connector === connector)
    if (!found || !wanted) throw new ServiceError('invalid', 'One of the accounts does not fit this template. Choose it again.')
  }
}

async function fitted(tx: Tx, workspaceId: string, template: Template, accounts: Record<string, string>): Promise<Graph> {
  const nodes = template.graph.nodes.map((node) => {
    const type = manifest.nodes[node.type]
    const connectionId = type?.needsConnection ? accounts[type.connector] : undefined
    return connectionId === undefined ? node : { ...node, connectionId }
  })
  const graph = { ...template.graph, nodes }
  return template.fit ? template.fit(graph, { accounts, approvers: await countApprovers(tx, workspaceId) }) : graph
}

async function countApprovers(tx: Tx, workspaceId: string): Promise<number> {
  const deciding = ROLES.filter((role) => permissionsOf(role).includes('approval.decide'))
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(membership)
    .where(and(eq(membership.workspaceId, workspaceId), inArray(membership.role, deciding)))
  return row?.count ?? 0
}
