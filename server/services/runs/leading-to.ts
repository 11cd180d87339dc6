import type { Graph } from '@/flow/graph/graph'
import { groupBy } from '@/flow/graph/group-by'

/** The node, everything upstream of it, and the containers they stand in. */
export function leadingTo(graph: Graph, nodeId: string): Set<string> {
  const sources = groupBy(graph.edges, ({ target }) => target)
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const found = new Set<string>()
  const queue = [nodeId]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue
    found.add(id)
    const parent = nodes.get(id)?.parentId
    if (parent !== undefined) queue.push(parent)
    for (const { source } of sources.get(id) ?? []) queue.push(source)
  }
  return found
}
