import type { ManifestNode } from '@/flow/define/manifest'
import { takesLines } from '@/flow/graph/ports'
import type { GraphState } from '../draft/graph-store'

type Wish = { source: string; sourcePort: string; target: string }

/** May this line be drawn? Not to itself, not into what starts something, not across a container's border, not twice, not in a circle. */
export function mayConnect(
  { source, sourcePort, target }: Wish,
  graph: GraphState,
  typeOf: (type: string) => ManifestNode | undefined,
): boolean {
  const from = graph.nodes.get(source)
  const to = graph.nodes.get(target)
  if (!from || !to || source === target || from.parentId !== to.parentId) return false
  if (!takesLines(typeOf(to.type))) return false
  for (const edge of graph.edges.values()) {
    if (edge.source === source && edge.sourcePort === sourcePort && edge.target === target) return false
  }
  return !leadsTo(target, source, graph)
}

function leadsTo(from: string, to: string, graph: GraphState): boolean {
  const next = new Map<string, string[]>()
  for (const edge of graph.edges.values()) next.set(edge.source, [...(next.get(edge.source) ?? []), edge.target])
  const reached = new Set([from])
  for (const id of reached) {
    if (id === to) return true
    for (const target of next.get(id) ?? []) reached.add(target)
  }
  return false
}
