import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import { portsOf } from '@/flow/graph/ports'
import type { GraphState } from '../../draft/graph-store'
import { mayConnect } from '../connect'

/** A line that may be drawn; `way` is the name of the port it leaves by, where there are several. */
export type PossibleLine = { target: Node; sourcePort: string; way: string | undefined }

/** Every line that may still be drawn out of a step, by its ways out, those without a line first. */
export function linesFrom(source: string, graph: GraphState, typeOf: (type: string) => ManifestNode | undefined): PossibleLine[] {
  const node = graph.nodes.get(source)
  if (!node) return []
  const taken = new Set([...graph.edges.values()].flatMap((edge) => (edge.source === source ? [edge.sourcePort] : [])))
  const ports = portsOf(node, typeOf(node.type))
  return [...ports]
    .sort((a, b) => Number(taken.has(a.id)) - Number(taken.has(b.id)))
    .flatMap(({ id, label }) =>
      [...graph.nodes.values()]
        .filter((target) => mayConnect({ source, sourcePort: id, target: target.id }, graph, typeOf))
        .map((target) => ({ target, sourcePort: id, way: ports.length > 1 ? label : undefined })),
    )
}
