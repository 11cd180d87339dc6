import type { Manifest, ManifestNode } from '../../define/manifest'
import { type Edge, emptyGraph, type Graph, type Node } from '../../graph/graph'

export type Drawn = { graph: Graph; manifest: Manifest }

/**
 * Draws a graph from text: `t → a → c, t → b → c`, with ports as `if -yes→ a, if -no→ b`.
 * Ids are keys and labels; the node `t` is the trigger; `inside` draws what a container holds, by its id;
 * `types` says more about the type of a node, such as which container or which entry of a scope it is.
 */
export function draw(
  text: string,
  more: { inside?: Record<string, string>; nodes?: Record<string, Partial<Node>>; types?: Record<string, Partial<ManifestNode>> } = {},
): Drawn {
  const inside = more.inside ?? {}
  const graph = emptyGraph()
  const drawings = [[undefined, text] as const, ...Object.entries(inside)]
  for (const [parentId, drawing] of drawings) {
    for (const line of drawing.split(',')) {
      const [first, ...rest] = line.split(/\s*(?:-(\w+))?→\s*/).map((part) => part?.trim())
      let source = nodeIn(graph, first, parentId, more.nodes)
      for (let at = 0; at < rest.length; at += 2) {
        const target = nodeIn(graph, rest[at + 1], parentId, more.nodes)
        graph.edges.push(edgeFrom(source, rest[at] ?? 'out', target))
        source = target
      }
    }
  }
  const types = graph.nodes.map((node) => ({ ...typeOf(node, graph.edges, node.id in inside), ...more.types?.[node.id] }))
  return { graph, manifest: { connectors: [], nodes: Object.fromEntries(types.map((type) => [type.type, type])) } }
}

function nodeIn(graph: Graph, id: string | undefined, parentId: string | undefined, nodes: Record<string, Partial<Node>> = {}): string {
  if (!id) throw new Error('a drawing names a node at each end of a line')
  if (graph.nodes.some((node) => node.id === id)) return id
  graph.nodes.push({
    id,
    key: id,
    type: `test.${id}`,
    typeVersion: 1,
    label: id,
    params: {},
    position: { x: 0, y: 0 },
    disabled: false,
    onError: 'fail',
    ...(parentId === undefined ? {} : { parentId }),
    ...nodes[id],
  })
  return id
}

function edgeFrom(source: string, sourcePort: string, target: string): Edge {
  return { id: `${source}-${sourcePort}-${target}`, source, sourcePort, target }
}

function typeOf(node: Node, edges: readonly Edge[], container: boolean): ManifestNode {
  const drawn = new Set(edges.filter((edge) => edge.source === node.id && edge.sourcePort !== 'error').map((edge) => edge.sourcePort))
  const ports = drawn.size === 0 ? ['out'] : [...drawn]
  return {
    type: node.type,
    version: 1,
    connector: 'test',
    kind: container ? 'container' : node.id === 't' ? 'trigger' : 'action',
    title: node.label,
    summary: '',
    sentence: '',
    keywords: [],
    icon: '',
    effect: 'none',
    account: 'none',
    accountAt: 'test',
    ports: { list: ports.map((id) => ({ id, label: id })) },
    input: {},
    output: {},
    examples: [],
  }
}
