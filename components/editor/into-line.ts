import type { Edit } from '@/flow/draft/edits'
import type { Position } from '@/flow/graph/graph'
import { CARD_WIDTH, COLUMN_PITCH, GRID } from '../canvas/measures'
import type { Box } from '../canvas/place'
import type { GraphState } from '../draft/graph-store'

const GAP = COLUMN_PITCH - CARD_WIDTH

/** `boxes`: each within what holds it. */
type Around = { graph: GraphState; boxes: ReadonlyMap<string, Box> }

export type Place = { position: Position; parentId?: string; moves: Edit[] }

/** In the middle of a long line; else in the place of the step the line led to, which makes room with all that follow it. */
export function placeInLine(edgeId: string, size: { width: number }, { graph, boxes }: Around): Place {
  const edge = graph.edges.get(edgeId)
  const source = edge && boxes.get(edge.source)
  const target = edge && boxes.get(edge.target)
  if (!edge || !source || !target) return { position: { x: 0, y: 0 }, moves: [] }
  const parentId = graph.nodes.get(edge.target)?.parentId
  const right = source.x + source.width
  if (target.x <= right) return { position: { x: source.x, y: source.y + source.height + 40 }, parentId, moves: [] }
  if (target.x - right >= size.width + GAP + 40) {
    const middle = { x: snap((right + target.x - size.width) / 2), y: snap((source.y + target.y) / 2) }
    return { position: middle, parentId, moves: [] }
  }
  const moves = [...downstream(edge.target, graph)].flatMap((id) => {
    const node = graph.nodes.get(id)
    return node && node.parentId === parentId && node.position.x >= target.x
      ? [{ id, position: { x: node.position.x + size.width + GAP, y: node.position.y } }]
      : []
  })
  return { position: { x: target.x, y: target.y }, parentId, moves: [{ type: 'node.move', moves }] }
}

/** Room for a step that was let go on a line: none is needed where it lies clear of both ends, or where the line leads back. */
export function roomInLine(edgeId: string, dropped: Box & { id: string }, around: Around): Edit[] {
  const edge = around.graph.edges.get(edgeId)
  const ends = edge ? [edge.source, edge.target].flatMap((id) => around.boxes.get(id) ?? []) : []
  const [source, target] = ends
  if (!source || !target || target.x <= source.x + source.width || !ends.some((end) => overlap(end, dropped))) return []
  const { position, moves } = placeInLine(edgeId, dropped, around)
  return [...moves, { type: 'node.move', moves: [{ id: dropped.id, position }] }]
}

function downstream(from: string, graph: GraphState): Set<string> {
  const reached = new Set([from])
  for (const id of reached) for (const edge of graph.edges.values()) if (edge.source === id) reached.add(edge.target)
  return reached
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function snap(value: number): number {
  return Math.round(value / GRID) * GRID
}
