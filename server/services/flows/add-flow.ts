import * as Y from 'yjs'
import { docFromGraph } from '@/flow/draft/document'
import type { Graph } from '@/flow/graph/graph'
import { newId } from '../../db/id'
import { draft, flow } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { authorOf } from '../call'

/** A flow and the draft it begins with. */
export async function addFlow(tx: Tx, actor: Actor, start: { name: string; folderId: string | null; graph: Graph }): Promise<string> {
  const { workspaceId } = actor
  const id = newId()
  await tx.insert(flow).values({ id, workspaceId, name: start.name, folderId: start.folderId, createdBy: authorOf(actor) })
  await tx.insert(draft).values({ workspaceId, flowId: id, state: Y.encodeStateAsUpdate(docFromGraph(start.graph)) })
  return id
}
