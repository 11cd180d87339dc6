import { eq } from 'drizzle-orm'
import { manifest } from '@/connectors/manifest'
import { type Plan, planOf } from '@/flow/engine/plan'
import { variablesIn } from '@/flow/expressions/variables-in'
import type { Graph } from '@/flow/graph/graph'
import { parseGraph } from '@/flow/graph/upgrade'
import { flow, version } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'

/** A version made ready to run. Versions never change, so it is kept; only the flow's name may be a little old. */
export type PublishedFlow = {
  graph: Graph
  flowName: string
  /** The variables it reads. */
  variables: ReturnType<typeof variablesIn>
  planUntil(nodeId: string | null): Plan
}

const KEPT = 300
const kept = new Map<string, Promise<PublishedFlow | null>>()

/** Null when there is no such version in the workspace, or its graph can't be read. */
export function publishedFlow(workspaceId: string, versionId: string): Promise<PublishedFlow | null> {
  const key = `${workspaceId}/${versionId}`
  const found = kept.get(key) ?? loadKept(key, workspaceId, versionId)
  // Put last, so that the first entry is the one unused for longest.
  kept.delete(key)
  kept.set(key, found)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  return found
}

/** What is not there, or could not be read, is looked for again the next time. */
function loadKept(key: string, workspaceId: string, versionId: string): Promise<PublishedFlow | null> {
  const loading = load(workspaceId, versionId)
  loading.then(
    (flow) => flow ?? kept.delete(key),
    () => kept.delete(key),
  )
  return loading
}

async function load(workspaceId: string, versionId: string): Promise<PublishedFlow | null> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ graph: version.graph, flowName: flow.name })
      .from(version)
      .innerJoin(flow, eq(flow.id, version.flowId))
      .where(eq(version.id, versionId)),
  )
  const parsed = row && parseGraph(row.graph)
  if (!parsed?.ok) return null
  const { graph } = parsed
  const plans = new Map<string | null, Plan>()
  return {
    graph,
    flowName: row?.flowName ?? '',
    variables: variablesIn(graph),
    planUntil(nodeId) {
      const plan = plans.get(nodeId) ?? planOf(graph, manifest, nodeId ?? undefined)
      plans.set(nodeId, plan)
      return plan
    },
  }
}
