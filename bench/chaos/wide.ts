import type { Edge, Graph, Node } from '@/flow/graph/graph'

/** Puts rows of steps like `pattern` between the two nodes of a flow, side by side. */
export function widened({ nodes: [first, last], ...graph }: Graph, pattern: Partial<Node>, rows: number, length: number): Graph {
  if (!first || !last) throw new Error('There have to be two nodes to put others between')
  const nodes = [first, last]
  const edges: Edge[] = []
  for (let row = 0; row < rows; row++) {
    let source = first.id
    for (let at = 0; at < length; at++) {
      const id = `n${row * length + at}`
      nodes.push({ ...last, ...pattern, id, key: id, label: id })
      edges.push(edge(source, id))
      source = id
    }
    edges.push(edge(source, last.id))
  }
  return { ...graph, nodes, edges }
}

function edge(source: string, target: string): Edge {
  return { id: `${source}-${target}`, source, sourcePort: 'out', target }
}
