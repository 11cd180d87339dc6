import { CURRENT_GRAPH_SCHEMA, type Graph, type Node } from '@/flow/graph/graph'
import type { GraphState } from './graph-store'

/** The graph as it stands, its nodes the very ones of the store: who has looked at one need not look again. */
export function graphOf({ nodes, edges, notes, settings }: GraphState): Graph {
  const isThere = (id: string) => nodes.has(id)
  return {
    schema: CURRENT_GRAPH_SCHEMA,
    nodes: sorted(nodes.values()).map((node) => (node.parentId === undefined || isThere(node.parentId) ? node : withoutParent(node))),
    edges: sorted(edges.values()).filter(({ source, target }) => isThere(source) && isThere(target)),
    notes: sorted(notes.values()),
    settings,
  }
}

function sorted<Item extends { id: string }>(items: Iterable<Item>): Item[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A colleague has deleted the container while something was put into it. */
function withoutParent({ parentId: _gone, ...node }: Node): Node {
  return node
}
