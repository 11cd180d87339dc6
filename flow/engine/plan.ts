import type { Manifest } from '../define/manifest'
import type { Graph, Node } from '../graph/graph'
import { mainPortOf } from '../graph/ports'
import { cutTo } from './cut-to'

/**
 * A graph made ready to be interpreted: computed once a version, shared by all its runs.
 * A body is what runs together: the top of the flow, or the children of one container.
 */
export type Plan = {
  nodes: ReadonlyMap<string, PlanNode>
  root: PlanBody
}

export type PlanNode = {
  id: string
  /** The node as drawn: key, label, params, retry, onError, disabled. */
  node: Node
  kind: 'action' | 'trigger' | 'container'
  /** Its place in `body.nodes`. */
  slot: number
  body: PlanBody
  /** What it holds, when it is a container. */
  children: PlanBody | null
  /** Iterations at a time, when it is a container. */
  concurrency: number
  mainPort: string
  out: readonly PlanEdge[]
  in: readonly PlanEdge[]
}

export type PlanEdge = { id: string; port: string; source: PlanNode; target: PlanNode }

export type PlanBody = {
  /** null: the top of the flow. */
  containerId: string | null
  nodes: readonly PlanNode[]
  /** Edges into each node, by slot: what must be decided before it can start. */
  incoming: readonly number[]
}

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] }

/** With `untilNodeId` the plan of a test run that stops there: that node, what leads to it and what holds it. */
export function planOf(graph: Graph, manifest: Manifest, untilNodeId?: string): Plan {
  const { nodes: drawn, edges } = untilNodeId === undefined ? graph : cutTo(graph, untilNodeId)
  const root: Growing<PlanBody> = { containerId: null, nodes: [], incoming: [] }
  const bodies = new Map<string, Growing<PlanBody>>()
  const nodes = new Map<string, Growing<PlanNode>>()
  const bodyOf = (node: Node) => (node.parentId !== undefined && bodies.get(node.parentId)) || root
  const typeOf = (node: Node) => (Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type] : undefined)

  for (const node of drawn) {
    if (typeOf(node)?.kind === 'container') bodies.set(node.id, { containerId: node.id, nodes: [], incoming: [] })
  }
  for (const node of drawn) {
    const type = typeOf(node)
    const body = bodyOf(node)
    const planned: Growing<PlanNode> = {
      id: node.id,
      node,
      kind: type?.kind ?? 'action',
      slot: body.nodes.length,
      body,
      children: bodies.get(node.id) ?? null,
      concurrency: concurrencyOf(node),
      mainPort: mainPortOf(node, type),
      out: [],
      in: [],
    }
    nodes.set(node.id, planned)
    body.nodes.push(planned)
    body.incoming.push(0)
  }
  for (const edge of edges) {
    const target = nodes.get(edge.target)
    if (!target) continue
    const { incoming } = bodyOf(target.node)
    incoming[target.slot] = (incoming[target.slot] ?? 0) + 1
    const source = nodes.get(edge.source)
    // An edge from nowhere or across containers is never decided: its target is named as stalled, not started without its input.
    if (source?.body !== target.body) continue
    const planned = { id: edge.id, port: edge.sourcePort, source, target }
    source.out.push(planned)
    target.in.push(planned)
  }
  return { nodes, root }
}

function concurrencyOf(node: Node): number {
  const wanted = Object.hasOwn(node.params, 'concurrency') ? node.params.concurrency : 1
  return typeof wanted === 'number' && wanted >= 1 ? Math.floor(wanted) : 1
}
