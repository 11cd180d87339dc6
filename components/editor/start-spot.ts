import type { Position } from '@/flow/graph/graph'
import { COLUMN_PITCH } from '../canvas/measures'
import { nearestSpot } from '../canvas/nearest-spot'
import { type Box, freeSpot } from '../canvas/place'
import type { GraphState } from '../draft/graph-store'

type Drawn = { graph: GraphState; boxes: ReadonlyMap<string, Box>; isStart: (type: string) => boolean }

/** Where people look for a start: below those that are there, else left of what the flow begins with. `otherwise`: in an empty one. */
export function startSpot(
  size: { width: number; height: number },
  taken: readonly Box[],
  { graph, boxes, isStart }: Drawn,
  otherwise: Position,
): Position {
  const led = new Set([...graph.edges.values()].map(({ target }) => target))
  const outermost = [...graph.nodes.values()].filter(({ parentId }) => parentId === undefined)
  const boxesOf = (wanted: (node: (typeof outermost)[number]) => boolean) =>
    outermost.flatMap((node) => (wanted(node) ? (boxes.get(node.id) ?? []) : []))
  const lowest = boxesOf(({ type }) => isStart(type)).sort((a, b) => b.y + b.height - (a.y + a.height))[0]
  if (lowest) return freeSpot({ x: lowest.x, y: lowest.y, ...size }, taken)
  const [first] = boxesOf(({ id }) => !led.has(id)).sort((a, b) => a.x - b.x || a.y - b.y)
  return first ? freeSpot({ x: first.x - COLUMN_PITCH, y: first.y, ...size }, taken) : nearestSpot({ ...otherwise, ...size }, taken)
}
