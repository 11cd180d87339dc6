import type { Graph } from '../graph/graph'
import type { Clip } from './clip-schema'

/** What is selected, with what selected containers hold and the edges within. */
export function clipOf(graph: Graph, ids: ReadonlySet<string>): Clip {
  const taken = new Set(ids)
  for (let before = -1; before !== taken.size; ) {
    before = taken.size
    for (const node of graph.nodes) if (node.parentId !== undefined && taken.has(node.parentId)) taken.add(node.id)
  }
  return {
    kaos: 'clip',
    nodes: graph.nodes.filter((node) => taken.has(node.id)),
    edges: graph.edges.filter((edge) => taken.has(edge.source) && taken.has(edge.target)),
    notes: graph.notes.filter((note) => taken.has(note.id) || (note.parentId !== undefined && taken.has(note.parentId))),
  }
}
