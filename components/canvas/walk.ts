import type { Edge } from '@/flow/graph/graph'
import type { Box } from './place'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Where an arrow key leads from a step: along the lines to the left and right, else to the nearest step that way. */
export function walk(from: string, direction: Direction, boxes: ReadonlyMap<string, Box>, edges: Iterable<Edge>): string | null {
  const start = boxes.get(from)
  if (!start) return null
  const linked = [...edges].flatMap((edge) => {
    if (direction === 'right' && edge.source === from) return [edge.target]
    if (direction === 'left' && edge.target === from) return [edge.source]
    return []
  })
  const others = [...boxes.keys()].filter((id) => id !== from)
  return nearest(linked, (id) => gap(start, boxes.get(id))) ?? nearest(others, (id) => gapAhead(start, boxes.get(id), direction))
}

function gap(from: Box, to: Box | undefined): number {
  return to ? Math.hypot(middle(to).x - middle(from).x, middle(to).y - middle(from).y) : Number.POSITIVE_INFINITY
}

/** Straight ahead counts; what lies off to the side counts as further away, what lies behind not at all. */
function gapAhead(from: Box, to: Box | undefined, direction: Direction): number {
  if (!to) return Number.POSITIVE_INFINITY
  const dx = middle(to).x - middle(from).x
  const dy = middle(to).y - middle(from).y
  const sideways = direction === 'left' || direction === 'right'
  const along = (sideways ? dx : dy) * (direction === 'left' || direction === 'up' ? -1 : 1)
  const across = Math.abs(sideways ? dy : dx)
  return along > 0 && across <= along * 2 ? along + 2 * across : Number.POSITIVE_INFINITY
}

function nearest(ids: readonly string[], distanceTo: (id: string) => number): string | null {
  let best: { id: string; distance: number } | null = null
  for (const id of ids) {
    const distance = distanceTo(id)
    if (Number.isFinite(distance) && (!best || distance < best.distance)) best = { id, distance }
  }
  return best?.id ?? null
}

function middle(box: Box) {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
