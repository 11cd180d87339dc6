import type { Box } from '../../canvas/place'

/** A line that edges or middles of several cards lie on; from where to where it is drawn. */
export type Guide = { axis: 'x' | 'y'; at: number; from: number; to: number }

export type Snapped = { dx: number; dy: number; guides: Guide[] }

/** How far the box has to move so that an edge or its middle lines up with another box that is no further than `reach` off. */
export function snapTo(box: Box, others: readonly Box[], reach: number): Snapped {
  const x = nearest(marksOf(box.x, box.width), others, (other) => marksOf(other.x, other.width), reach)
  const y = nearest(marksOf(box.y, box.height), others, (other) => marksOf(other.y, other.height), reach)
  const moved = { ...box, x: box.x + (x?.by ?? 0), y: box.y + (y?.by ?? 0) }
  return {
    dx: x?.by ?? 0,
    dy: y?.by ?? 0,
    guides: [
      ...(x ? [guide('x', x.at, [moved, ...others.filter((other) => marksOf(other.x, other.width).includes(x.at))])] : []),
      ...(y ? [guide('y', y.at, [moved, ...others.filter((other) => marksOf(other.y, other.height).includes(y.at))])] : []),
    ],
  }
}

function marksOf(start: number, size: number): number[] {
  return [start, start + size / 2, start + size]
}

/** Edges count against edges and middles against middles: a card is rarely meant to begin where another is half over. */
function nearest(own: readonly number[], others: readonly Box[], marks: (box: Box) => number[], reach: number) {
  let best: { by: number; at: number } | undefined
  for (const other of others) {
    const theirs = marks(other)
    for (const [mine, yours] of [
      [0, 0],
      [2, 2],
      [1, 1],
      [0, 2],
      [2, 0],
    ] as const) {
      const at = theirs[yours] ?? 0
      const by = at - (own[mine] ?? 0)
      if (Math.abs(by) <= reach && (!best || Math.abs(by) < Math.abs(best.by))) best = { by, at }
    }
  }
  return best
}

function guide(axis: Guide['axis'], at: number, boxes: readonly Box[]): Guide {
  const starts = boxes.map((box) => (axis === 'x' ? box.y : box.x))
  const ends = boxes.map((box) => (axis === 'x' ? box.y + box.height : box.x + box.width))
  return { axis, at, from: Math.min(...starts), to: Math.max(...ends) }
}
