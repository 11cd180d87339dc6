import type { CanvasNode } from '../flow-node'
import type { Box } from '../place'

/** Of the frame of a box, in canvas pixels (far.css). */
const FRAME = 3

/** A card as it is seen from afar, as a path that begins at its upper left corner, in canvas pixels. */
export type Outline = { x1: number; y1: number; path: string }

/** Of the cards that are to be seen and are not `there`, on the page, as elements. */
export function outlinesOf(nodes: readonly CanvasNode[], boxes: ReadonlyMap<string, Box>, there: readonly string[]): Outline[] {
  if (there.length === nodes.length) return []
  const known = new Set(there)
  return nodes.flatMap(({ id, type, hidden }) => {
    const box = boxes.get(id)
    return box && type === 'card' && !hidden && !known.has(id) ? [{ x1: box.x, y1: box.y, path: outline(box) }] : []
  })
}

function outline({ x, y, width, height }: Box): string {
  const half = FRAME / 2
  return `M${x + half} ${y + half}h${width - FRAME}v${height - FRAME}h${FRAME - width}z`
}
