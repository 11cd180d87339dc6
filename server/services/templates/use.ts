import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import type { Graph } from '@/flow/graph/graph'
import { connection } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { TEMPLATES } from '../../templates/catalogue'
import type { Call } from '../call'
import { createSandbox } from '../connections/create-sandbox'
import { addFlow } from '../flows/add-flow'
import { aroundFlow } from '../flows/around-flow'
import { ZoneSchema } from '../flows/zone-schema'
import { folderOf } from '../folders/folder-of'
import { can, demand } from '../permissions'
import { ServiceError } from '../service-error'
import { publishVersion } from '../versions/publish'

export const UseTemplateInput = z.strictObject({
  id: z.string().min(1).max(100),
  folderId: z.uuid().nullish(),
  timeZone: ZoneSchema.optional(),
})

/**
 * A flow of one's own, made from a template. Where nothing is left to fill in and the person may publish, it is live at
 * once; otherwise its draft says what is missing.
 */
export async function useTemplate({ actor }: Call, input: z.input<typeof UseTemplateInput>): Promise<{ flowId: string; live: boolean }> {
  demand(actor, 'flow.write')
  const { id, folderId, timeZone } = UseTemplateInput.parse(input)
  const template = TEMPLATES.find((each) => each.id === id)
  if (!template) throw new ServiceError('not_found', 'There is no such template.')
  const { title } = template
  const drawn = withAccounts(template.graph, await sandboxesFor({ actor }, template.sandboxes ?? []))
  const graph = timeZone === undefined ? drawn : { ...drawn, settings: { ...drawn.settings, timeZone } }
  const { flowId, ready } = await inWorkspace(actor.workspaceId, async (tx) => {
    if (folderId) await folderOf(tx, actor, folderId)
    const flowId = await addFlow(tx, actor, { name: title, folderId: folderId ?? null, graph })
    await record(tx, actor, 'flow.created', { type: 'flow', id: flowId }, { name: title, template: id })
    const problems = checkGraph(graph, manifest, await aroundFlow(tx, actor.workspaceId, flowId))
    return { flowId, ready: problems.every(({ severity }) => severity !== 'error') }
  })
  const live = ready && can(actor, 'flow.publish')
  if (live) await publishVersion({ actor }, { flowId, note: `From the template “${title}”` })
  return { flowId, live }
}

/** By connector, the sandbox that the workspace has, or a new one. */
async function sandboxesFor({ actor }: Call, connectors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const accounts = new Map<string, string>()
  for (const connector of connectors) {
    const there = await inWorkspace(actor.workspaceId, (tx) => sandboxIn(tx, actor.workspaceId, connector))
    accounts.set(connector, there ?? (await createSandbox({ actor }, { connector })).id)
  }
  return accounts
}

async function sandboxIn(tx: Tx, workspaceId: string, connector: string): Promise<string | undefined> {
  const [kept] = await tx
    .select({ id: connection.id })
    .from(connection)
    .where(and(eq(connection.workspaceId, workspaceId), eq(connection.connector, connector), eq(connection.kind, 'sandbox')))
    .orderBy(asc(connection.createdAt))
    .limit(1)
  return kept?.id
}

function withAccounts(graph: Graph, accounts: ReadonlyMap<string, string>): Graph {
  const nodes = graph.nodes.map(({ connectionId, ...node }) => {
    const account = connectionId && accounts.get(connectionId)
    return account ? { ...node, connectionId: account } : node
  })
  return { ...graph, nodes }
}
