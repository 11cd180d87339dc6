import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { docFromGraph } from '@/flow/draft/document'
import type { Graph } from '@/flow/graph/graph'
import { draft } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import type { Actor } from '@/server/services/actor'
import { addFlow } from '@/server/services/flows/add-flow'
import { hookUrls } from '@/server/services/flows/hook-urls'
import { publishVersion } from '@/server/services/versions/publish'

/** Draws a flow, publishes it, and gives the address that starts it. */
export async function publishFlow(actor: Actor, name: string, graph: Graph): Promise<{ flowId: string; url: string }> {
  const flowId = await inWorkspace(actor.workspaceId, (tx) => addFlow(tx, actor, { name, folderId: null, graph }))
  await publishVersion({ actor }, { flowId })
  const [hook] = await hookUrls({ actor }, { id: flowId })
  return { flowId, url: hook?.url ?? '' }
}

/** Publishes the next version of it, over runs that are under way. */
export async function publishAnew(actor: Actor, flowId: string, graph: Graph): Promise<void> {
  await inWorkspace(actor.workspaceId, (tx) =>
    tx
      .update(draft)
      .set({ state: Y.encodeStateAsUpdate(docFromGraph(graph)) })
      .where(eq(draft.flowId, flowId)),
  )
  await publishVersion({ actor }, { flowId })
}
