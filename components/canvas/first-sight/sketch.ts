import type { Tint } from '@/flow/define/define'
import type { Manifest } from '@/flow/define/manifest'
import type { Edge, Graph, Node, Note } from '@/flow/graph/graph'
import { portsOf } from '@/flow/graph/ports'
import {
  CARD_WIDTH,
  CONTAINER_MIN_HEIGHT,
  CONTAINER_MIN_WIDTH,
  CONTAINER_PAD,
  CURVE_REACH,
  FIRST_PORT_Y,
  heightForPorts,
  MANY_CARDS,
  portY,
  STRAIGHT_OUT,
} from '../measures'
import { around, type Box } from '../place'

/** What is seen of a flow at first: where things are and what they are called, in canvas pixels. */
export type Sketch = {
  /** Around all of it. */
  box: Box
  /** So many that cards are boxes and lines are strokes. */
  far: boolean
  notes: (Box & { id: string; frame: boolean })[]
  /** What holds others comes before what it holds. */
  cards: (Box & { id: string; label: string; tint: Tint; holds: boolean })[]
  /** Paths of an SVG. */
  lines: string[]
}

/** Of a card that says what it does in one line, as most do. */
const CARD_HEIGHT = 80
/** What lies deeper in what holds others is not seen at first. */
const DEEPEST = 60

/** Null: nothing is drawn yet. */
export function sketchOf(graph: Graph, manifest: Manifest): Sketch | null {
  const far = graph.nodes.length > MANY_CARDS
  const boxes = boxesIn(graph, manifest)
  const box = around([...boxes.values()])
  if (!box) return null
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const tints = new Map(manifest.connectors.map(({ id, tint }) => [id, tint]))
  return {
    box,
    far,
    notes: graph.notes.flatMap(({ id, frame = false }) => {
      const at = boxes.get(id)
      return at ? { id, ...place(at), frame } : []
    }),
    cards: graph.nodes
      .flatMap((node) => {
        const [at, type] = [boxes.get(node.id), typeIn(manifest, node)]
        return at ? { node, at, type } : []
      })
      .sort((a, b) => a.at.depth - b.at.depth)
      .map(({ node: { id, label }, at, type }) => {
        const tint = tints.get(type?.connector ?? '') ?? 'grey'
        return { id, ...place(at), label, tint, holds: type?.kind === 'container' }
      }),
    lines: graph.edges.flatMap((edge) => {
      const [source, from, to] = [byId.get(edge.source), boxes.get(edge.source), boxes.get(edge.target)]
      return source && from && to ? lineOf({ edge, source, from, to, far, manifest }) : []
    }),
  }
}

function typeIn(manifest: Manifest, { type }: Node) {
  return Object.hasOwn(manifest.nodes, type) ? manifest.nodes[type] : undefined
}

function place({ x, y, width, height }: Box): Box {
  return { x, y, width, height }
}

/** In the flow's own coordinates; containers grow with what they hold, the inner ones before the outer. */
function boxesIn({ nodes, notes }: Graph, manifest: Manifest): Map<string, Box & { depth: number }> {
  const items = new Map<string, Node | Note>([...notes, ...nodes].map((item) => [item.id, item]))
  const holders = new Map<string, string[]>()
  for (const item of items.values()) {
    if (item.parentId === undefined) continue
    holders.set(item.parentId, [...(holders.get(item.parentId) ?? []), item.id])
  }
  const boxes = new Map<string, Box & { depth: number }>()
  const put = (item: Node | Note, origin: { x: number; y: number }, depth: number): Box => {
    const [x, y] = [origin.x + item.position.x, origin.y + item.position.y]
    const inside = (depth < DEEPEST ? (holders.get(item.id) ?? []) : []).flatMap((id) => {
      const held = items.get(id)
      return held ? [put(held, { x, y }, depth + 1)] : []
    })
    const box = { x, y, ...sizeOf(item, manifest, { x, y }, inside), depth }
    boxes.set(item.id, box)
    return box
  }
  for (const item of items.values()) if (item.parentId === undefined || !items.has(item.parentId)) put(item, { x: 0, y: 0 }, 0)
  return boxes
}

function sizeOf(item: Node | Note, manifest: Manifest, { x, y }: { x: number; y: number }, inside: readonly Box[]) {
  if ('size' in item) return item.size
  const type = typeIn(manifest, item)
  if (type?.kind !== 'container') {
    return { width: CARD_WIDTH, height: Math.max(CARD_HEIGHT, heightForPorts(portsOf(item, type).length)) }
  }
  const right = Math.max(0, ...inside.map((box) => box.x + box.width - x))
  const bottom = Math.max(0, ...inside.map((box) => box.y + box.height - y))
  return { width: Math.max(CONTAINER_MIN_WIDTH, right + CONTAINER_PAD), height: Math.max(CONTAINER_MIN_HEIGHT, bottom + CONTAINER_PAD) }
}

type Line = { edge: Edge; source: Node; from: Box; to: Box; far: boolean; manifest: Manifest }

/** As the canvas draws it, but with sharp corners. */
function lineOf({ edge, source, from, to, far, manifest }: Line): string {
  const port = far ? 0 : portsOf(source, typeIn(manifest, source)).findIndex(({ id }) => id === edge.sourcePort)
  const [x, y] = [from.x + from.width, from.y + portY(Math.max(0, port))]
  const [toX, toY] = [to.x, to.y + FIRST_PORT_Y]
  const ahead = toX - x
  if (far) return `M${x} ${y}L${toX} ${toY}`
  if (ahead >= 16 && (Math.abs(toY - y) < 2 || ahead < CURVE_REACH)) {
    return `M${x} ${y}C${x + ahead / 2} ${y} ${toX - ahead / 2} ${toY} ${toX} ${toY}`
  }
  if (ahead >= 2 * STRAIGHT_OUT) return `M${x} ${y}H${x + ahead / 2}V${toY}H${toX}`
  return `M${x} ${y}h${STRAIGHT_OUT}V${(y + toY) / 2}H${toX - STRAIGHT_OUT}V${toY}H${toX}`
}
