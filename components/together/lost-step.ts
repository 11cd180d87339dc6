import type { Edge, Node } from '@/flow/graph/graph'
import type { GraphState } from '../draft/graph-store'

/** A step that a colleague deleted, with all that is needed to bring it back. */
export type LostStep = { node: Node; nodes: Node[]; edges: Edge[]; by: string | null }

/** What went with a step when it was deleted: what it held, and the lines of all of it. */
export function lostStep(id: string, before: GraphState, now: GraphState, by: string | null): LostStep | null {
  const node = before.nodes.get(id)
  if (!node || now.nodes.has(id)) return null
  const nodes = [node]
  for (const held of nodes) nodes.push(...[...before.nodes.values()].filter((each) => each.parentId === held.id && !now.nodes.has(each.id)))
  const gone = new Set(nodes.map((each) => each.id))
  const edges = [...before.edges.values()].filter(({ source, target }) => gone.has(source) || gone.has(target))
  return { node, nodes, edges, by }
}
