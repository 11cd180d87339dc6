import type { Edge as FlowEdge } from '@xyflow/react'
import type { Elements } from './elements'
import { type CanvasNode, handlesOf, noteOf } from './flow-node'
import { isFrame } from './frame-contents'
import { CARD_WIDTH, FOLDED_HEIGHT } from './measures'
import { sameOrNew } from './same-list'

type Folded = ReadonlyMap<string, readonly string[]>

const OUT = 'out'

/**
 * The canvas with these frames collapsed: each is one card, what it holds is hidden, lines that cross its border end there,
 * and those inside are left out. What has not changed stays the same object.
 */
export function withFolded({ nodes, edges }: Elements, folded: Folded): Elements {
  const holders = holdersIn(nodes, folded)
  return {
    nodes: sameOrNew(
      nodes,
      nodes.map((node) => (isFrame(node) ? frameNow(node, nodes, holders, folded) : hiddenIf(node, holders.has(node.id)))),
    ),
    edges: holders.size === 0 ? edges : edges.flatMap((edge) => rerouted(edge, holders)),
  }
}

/** By what is hidden, the frame in sight that hides it. Frames around come first, and what stands in a container goes with it. */
export function holdersIn(nodes: readonly CanvasNode[], folded: Folded): ReadonlyMap<string, string> {
  const holders = new Map<string, string>()
  if (folded.size === 0) return holders
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const hide = (id: string, frameId: string) => {
    if (!byId.has(id) || holders.has(id) || id === frameId) return
    holders.set(id, frameId)
    for (const held of folded.get(id) ?? []) hide(held, frameId)
  }
  const frames = nodes.filter((node) => isFrame(node) && folded.has(node.id))
  const inOthers = new Set(frames.flatMap(({ id }) => folded.get(id) ?? []))
  for (const { id } of frames) if (!inOthers.has(id)) for (const held of folded.get(id) ?? []) hide(held, id)
  for (const { id, parentId } of nodes) {
    const holder = parentId === undefined ? undefined : holders.get(parentId)
    if (holder !== undefined && !holders.has(id)) holders.set(id, holder)
  }
  return holders
}

function frameNow(node: CanvasNode, nodes: readonly CanvasNode[], holders: ReadonlyMap<string, string>, folded: Folded): CanvasNode {
  const holds = folded.get(node.id)
  if (!holds) return hiddenIf(node.data.folded ? opened(node) : node, holders.has(node.id))
  const steps = nodes.flatMap(({ id, type }) => (type !== 'note' && holders.get(id) === node.id ? id : []))
  const before = node.data.folded
  const same = before && before.holds === holds && before.steps.join() === steps.join()
  if (same) return hiddenIf(node, holders.has(node.id))
  const size = { width: CARD_WIDTH, height: FOLDED_HEIGHT }
  return {
    ...node,
    ...size,
    measured: size,
    hidden: holders.has(node.id),
    zIndex: 0,
    style: {},
    data: { ...node.data, folded: { holds, steps } },
    handles: handlesOf(true, [OUT], CARD_WIDTH),
  }
}

function opened(node: CanvasNode): CanvasNode {
  const { source } = node.data
  return 'size' in source ? { ...noteOf(source, node.parentId, undefined), ...(node.selected && { selected: true }) } : node
}

function hiddenIf(node: CanvasNode, hidden: boolean): CanvasNode {
  if ((node.hidden ?? false) === hidden) return node
  return { ...node, hidden, ...(hidden && { selected: false }) }
}

function rerouted(edge: FlowEdge, holders: ReadonlyMap<string, string>): FlowEdge[] {
  const [from, to] = [holders.get(edge.source), holders.get(edge.target)]
  if (from === undefined && to === undefined) return [edge]
  if (from === to) return []
  return [
    {
      ...edge,
      ...(from === undefined ? {} : { source: from, sourceHandle: OUT }),
      ...(to === undefined ? {} : { target: to }),
    },
  ]
}
