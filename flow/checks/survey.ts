import type { Manifest, ManifestNode } from '../define/manifest'
import { partsOf, TRY } from '../engine/parts'
import type { Edge, Graph, Node } from '../graph/graph'
import { groupBy } from '../graph/group-by'

/** A graph looked over once, for all checks. */
export type Survey = {
  graph: Graph
  nodes: ReadonlyMap<string, Node>
  /** Lines between two nodes that exist and stand side by side: those the engine follows. */
  out: ReadonlyMap<string, Edge[]>
  in: ReadonlyMap<string, Edge[]>
  typeOf(node: Node): ManifestNode | undefined
  /** Of what stands in a scope: which of its parts it belongs to (flow/engine/parts.ts). */
  partOf(node: Node): number
}

export function surveyOf(graph: Graph, manifest: Manifest): Survey {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const followed = graph.edges.filter((edge) => {
    const source = nodes.get(edge.source)
    const target = nodes.get(edge.target)
    return source && target && source.parentId === target.parentId
  })
  const typeOf = (node: Node) => (Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type] : undefined)
  const parts = partsOf(graph.nodes, graph.edges, (node) => typeOf(node)?.part)
  return {
    graph,
    nodes,
    out: groupBy(followed, (edge) => edge.source),
    in: groupBy(followed, (edge) => edge.target),
    typeOf,
    partOf: (node) => parts.get(node.id) ?? TRY,
  }
}

/** How messages name a node. */
export function nameOf(node: Node): string {
  return node.label.trim() || node.key
}
