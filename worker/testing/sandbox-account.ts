import type postgres from 'postgres'
import type { Graph } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { sealCredentials } from '@/server/services/connections/open'

type DrawnFlow = { workspaceId: string; versionId: string; graph: Graph }

/** Gives one step of a published flow a sandbox account at an app. */
export async function sandboxAccount(sql: postgres.Sql, flow: DrawnFlow, nodeId: string, connector: string): Promise<string> {
  const { workspaceId, versionId, graph } = flow
  const id = newId()
  const sealed = await inWorkspace(workspaceId, (tx) => sealCredentials(tx, { id, workspaceId }, { fields: {} }))
  await sql`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
    values (${id}, ${workspaceId}, ${connector}, 'Account', 'sandbox', ${sealed}, '{}', ${newId()})`
  const nodes = graph.nodes.map((node) => (node.id === nodeId ? { ...node, connectionId: id } : node))
  await sql`update version set graph = ${sql.json({ ...graph, nodes })} where id = ${versionId}`
  return id
}
