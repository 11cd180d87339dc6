import type { Edge, Graph, Node } from '../graph/graph'
import { groupBy } from '../graph/group-by'

/**
 * The part of a graph that a run up to one node needs: that node, everything upstream of it, and what holds them;
 * and for what an entry leads to all that its scope tries.
 */
export function cutTo(graph: Graph, nodeId: string, isEntry: (node: Node) => boolean): { nodes: Node[]; edges: Edge[] } {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const incoming = groupBy(graph.edges, (edge) => edge.target)
  const children = groupBy(graph.nodes, (node) => node.parentId)
  const kept = new Set<string>()
  const queue: { id: string; whole: boolean }[] = [{ id: nodeId, whole: true }]

  for (let next = queue.pop(); next; next = queue.pop()) {
    const node = byId.get(next.id)
    if (!node || kept.has(node.id)) continue
    kept.add(node.id)
    for (const edge of incoming.get(node.id) ?? []) queue.push({ id: edge.source, whole: true })
    // A container that only holds the node is cut to what leads there; one that comes before it runs in full.
    if (next.whole) for (const child of children.get(node.id) ?? []) queue.push({ id: child.id, whole: true })
    if (node.parentId !== undefined) queue.push({ id: node.parentId, whole: false })
    if (isEntry(node)) for (const sibling of children.get(node.parentId) ?? []) queue.push({ id: sibling.id, whole: true })
  }
  return {
    nodes: graph.nodes.filter((node) => kept.has(node.id)),
    edges: graph.edges.filter((edge) => kept.has(edge.source) && kept.has(edge.target)),
  }
}
