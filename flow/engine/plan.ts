import type { ContainerKind } from '../define/define'
import type { Manifest, ManifestNode } from '../define/manifest'
import type { Graph, Node } from '../graph/graph'
import { mainPortOf } from '../graph/ports'
import { cutTo } from './cut-to'
import { ALSO_WHEN_CANCELLED, FINALLY, partsOf } from './parts'

/**
 * A graph made ready to be interpreted: computed once a version, shared by all its runs.
 * A body is what runs together: the top of the flow, what a loop holds, or one part of a scope.
 */
export type Plan = {
  nodes: ReadonlyMap<string, PlanNode>
  root: PlanBody
}

export type PlanNode = {
  id: string
  /** The node as drawn: key, label, params, retry, onError, disabled. */
  node: Node
  kind: ManifestNode['kind']
  container: ContainerKind | null
  /** Its place in `body.nodes`. */
  slot: number
  body: PlanBody
  /** What it holds: nothing, the body of a loop, or the three parts of a scope (see parts.ts). */
  bodies: readonly PlanBody[]
  /** Iterations at a time, when it is a loop. */
  concurrency: number
  /** A loop over steps that only compute: its iterations may be done many at once (see sweep). */
  sweepable: boolean
  /** A scope whose last part is done also when the run is cancelled. */
  tidies: boolean
  mainPort: string
  out: readonly PlanEdge[]
  in: readonly PlanEdge[]
}

export type PlanEdge = { id: string; port: string; source: PlanNode; target: PlanNode }

export type PlanBody = {
  /** null: the top of the flow. */
  containerId: string | null
  /** Whether a pass through it leaves something behind: an iteration does, and what a scope tried; what it does about a failure does not. */
  leaves: boolean
  nodes: readonly PlanNode[]
  /** Edges into each node, by slot: what must be decided before it can start. */
  incoming: readonly number[]
}

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] }

/** With `untilNodeId` the plan of a test run that stops there: that node, what leads to it and what holds it. */
export function planOf(graph: Graph, manifest: Manifest, untilNodeId?: string): Plan {
  const root = newBody(null, true)
  const held = new Map<string, Growing<PlanBody>[]>()
  const nodes = new Map<string, Growing<PlanNode>>()
  const typeOf = (node: Node) => (Object.hasOwn(manifest.nodes, node.type) ? manifest.nodes[node.type] : undefined)
  const { nodes: drawn, edges } = untilNodeId === undefined ? graph : cutTo(graph, untilNodeId, (node) => typeOf(node)?.kind === 'entry')
  const parts = partsOf(drawn, edges, (node) => typeOf(node)?.part)
  const bodyOf = (node: Node) => {
    const bodies = node.parentId === undefined ? undefined : held.get(node.parentId)
    return bodies?.[bodies.length > 1 ? (parts.get(node.id) ?? 0) : 0] ?? root
  }

  for (const node of drawn) {
    const type = typeOf(node)
    if (type?.kind !== 'container') continue
    const scope = type.container === 'scope'
    held.set(node.id, scope ? [true, false, false].map((leaves) => newBody(node.id, leaves)) : [newBody(node.id, true)])
  }
  for (const node of drawn) {
    const type = typeOf(node)
    const body = bodyOf(node)
    const bodies = held.get(node.id)
    const planned: Growing<PlanNode> = {
      id: node.id,
      node,
      kind: type?.kind ?? 'action',
      container: bodies ? (type?.container ?? 'for-each') : null,
      slot: body.nodes.length,
      body,
      bodies: bodies ?? [],
      concurrency: concurrencyOf(node),
      sweepable: false,
      tidies: false,
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
  for (const node of nodes.values()) {
    node.sweepable = node.container === 'for-each' && onlyComputes(node.bodies, typeOf)
    node.tidies = node.bodies[FINALLY]?.nodes.some(({ node: { params } }) => params[ALSO_WHEN_CANCELLED] === true) ?? false
  }
  return { nodes, root }
}

function newBody(containerId: string | null, leaves: boolean): Growing<PlanBody> {
  return { containerId, leaves, nodes: [], incoming: [] }
}

function onlyComputes(bodies: readonly PlanBody[], typeOf: (node: Node) => ManifestNode | undefined): boolean {
  return bodies.every(({ nodes }) =>
    nodes.every(({ node, kind }) => kind === 'action' && typeOf(node)?.effect === 'none' && node.connectionId === undefined),
  )
}

function concurrencyOf(node: Node): number {
  const wanted = Object.hasOwn(node.params, 'concurrency') ? node.params.concurrency : 1
  return typeof wanted === 'number' && wanted >= 1 ? Math.floor(wanted) : 1
}
