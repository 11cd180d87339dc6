import type { GraphState } from '../draft/graph-store'

/** Is all that a step can see the same? What it says itself, which changes with every key, does not count. */
export function sameBut(nodeId: string, before: GraphState, now: GraphState): boolean {
  if (before.edges !== now.edges || before.nodes.size !== now.nodes.size) return false
  for (const [id, node] of now.nodes) {
    const old = before.nodes.get(id)
    if (old === node) continue
    if (id !== nodeId || old?.parentId !== node.parentId || old?.key !== node.key) return false
  }
  return true
}
