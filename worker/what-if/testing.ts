import type postgres from 'postgres'
import type { Graph, Node } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { hashOf } from '@/server/services/versions/hash'
import { openDocuments } from '../capabilities/documents/documents'
import { openIsolates } from '../sandbox/isolates'

export function openReaders() {
  const documents = openDocuments()
  const isolates = openIsolates()
  return { documents, isolates, close: () => Promise.all([documents.close(), isolates.close()]) }
}

/** Keeps a changed flow as a version that can be tried. */
export function drafter(sql: postgres.Sql) {
  return async (workspaceId: string, flowId: string, graph: Graph, change: (graph: Graph) => void): Promise<string> => {
    const changed = structuredClone(graph)
    change(changed)
    const id = newId()
    await sql`insert into version (id, workspace_id, flow_id, kind, graph, hash, created_by)
      values (${id}, ${workspaceId}, ${flowId}, 'snapshot', ${sql.json(changed)}, ${`${hashOf(changed)}${id}`}, ${newId()})`
    return id
  }
}

export function nodeIn(nodes: readonly Node[], id: string): Node {
  const found = nodes.find((each) => each.id === id)
  if (!found) throw new Error(`no node ${id}`)
  return found
}
