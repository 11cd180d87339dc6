import type { GraphState } from '../draft/graph-store'

const known = new WeakMap<GraphState['edges'], ReadonlySet<string>>()

/** Ways out that a line hangs on; worked out once for each state of the flow, not once a card. */
export function takenPortsIn({ edges }: Pick<GraphState, 'edges'>): ReadonlySet<string> {
  const taken = known.get(edges) ?? new Set([...edges.values()].map((edge) => portKey(edge.source, edge.sourcePort)))
  known.set(edges, taken)
  return taken
}

export function portKey(nodeId: string, port: string): string {
  return `${nodeId} ${port}`
}
