import { Graph, layout } from '@dagrejs/dagre'
import type { Edge, Node, Position } from '@/flow/graph/graph'
import { CONTAINER_HEAD, CONTAINER_MIN_HEIGHT, CONTAINER_MIN_WIDTH, CONTAINER_PAD } from './measures'

type Size = { width: number; height: number }

const RANK_GAP = 56
const ROW_GAP = 40
/** What the names of several ways out take of the room before the next step. */
const NAMES = { width: 56, height: 0 }

/**
 * New places for all steps, from left to right, what a container holds first. Within a rank all cards count as equally
 * tall, so that names and handles line up. The flow stays where it was: its top left corner does not move. `isNamed`: the ways
 * out of a step have names, which stand beside it.
 */
export function tidy(
  nodes: readonly Node[],
  edges: readonly Edge[],
  sizeOf: (id: string) => Size,
  isNamed: (node: Node) => boolean,
): Map<string, Position> {
  const named = new Set(nodes.filter(isNamed).map(({ id }) => id))
  const placed = new Map<string, Position>()
  const sizes = new Map<string, Size>()

  const arrange = (parentId: string | undefined): Size => {
    const body = nodes.filter((node) => node.parentId === parentId)
    for (const node of body) sizes.set(node.id, holdsSome(node) ? arrange(node.id) : sizeOf(node.id))
    const corner = parentId === undefined ? topLeft(body) : { x: CONTAINER_PAD, y: CONTAINER_HEAD + CONTAINER_PAD }
    return place(body, corner)
  }
  const holdsSome = (node: Node) => nodes.some((each) => each.parentId === node.id)

  const place = (body: readonly Node[], corner: Position): Size => {
    if (body.length === 0) return { width: CONTAINER_MIN_WIDTH, height: CONTAINER_MIN_HEIGHT }
    const graph = new Graph()
    graph.setGraph({ rankdir: 'LR', nodesep: ROW_GAP, ranksep: RANK_GAP })
    graph.setDefaultEdgeLabel(() => ({}))
    const ids = new Set(body.map((node) => node.id))
    const row = Math.max(...body.filter((node) => !holdsSome(node)).map((node) => sizes.get(node.id)?.height ?? 0), 0)
    for (const { id } of body) {
      const size = sizes.get(id) ?? sizeOf(id)
      graph.setNode(id, { width: size.width, height: Math.max(size.height, row) })
    }
    for (const { source, target } of edges)
      if (ids.has(source) && ids.has(target)) graph.setEdge(source, target, named.has(source) ? { ...NAMES } : {})
    layout(graph)
    const tops = body.map(({ id }) => {
      const { x, y, width, height } = graph.node(id)
      return { id, x: x - width / 2, y: y - height / 2 }
    })
    const left = Math.min(...tops.map(({ x }) => x))
    const top = Math.min(...tops.map(({ y }) => y))
    let right = 0
    let bottom = 0
    for (const { id, x, y } of tops) {
      const position = { x: snap(corner.x + x - left), y: snap(corner.y + y - top) }
      placed.set(id, position)
      right = Math.max(right, position.x + (sizes.get(id)?.width ?? 0))
      bottom = Math.max(bottom, position.y + (sizes.get(id)?.height ?? 0))
    }
    return { width: Math.max(CONTAINER_MIN_WIDTH, right + CONTAINER_PAD), height: Math.max(CONTAINER_MIN_HEIGHT, bottom + CONTAINER_PAD) }
  }

  arrange(undefined)
  return placed
}

function topLeft(body: readonly Node[]): Position {
  return {
    x: Math.min(...body.map((node) => node.position.x), Number.POSITIVE_INFINITY),
    y: Math.min(...body.map((node) => node.position.y), Number.POSITIVE_INFINITY),
  }
}

function snap(value: number): number {
  return Math.round(value / 4) * 4
}
