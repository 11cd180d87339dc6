import { eq } from 'drizzle-orm'
import { manifest } from '@/connectors/manifest'
import { type Plan, planOf } from '@/flow/engine/plan'
import { variablesIn } from '@/flow/expressions/variables-in'
import type { Graph } from '@/flow/graph/graph'
import { parseGraph } from '@/flow/graph/upgrade'
import { flow, version } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { keptByWeight } from './kept-by-weight'

/** A version made ready to run. Versions never change, so it is kept; only the flow's name may be a little old. */
export type PublishedFlow = {
  graph: Graph
  flowName: string
  /** The variables it reads. */
  variables: ReturnType<typeof variablesIn>
  planUntil(nodeId: string | null): Plan
}

/** Of all that are kept. A step with what is worked out of it takes a few KB, so this is some hundreds of MB at most. */
const MOST_STEPS = 100_000
/** What a version takes without its steps. */
const OWN_STEPS = 50

const kept = keptByWeight<PublishedFlow>(MOST_STEPS, ({ graph }) => OWN_STEPS + graph.nodes.length)

/** Null when there is no such version in the workspace, or its graph can't be read. */
export function publishedFlow(workspaceId: string, versionId: string): Promise<PublishedFlow | null> {
  return kept(`${workspaceId}/${versionId}`, () => load(workspaceId, versionId))
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
