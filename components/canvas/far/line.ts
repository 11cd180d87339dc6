import type { Edge } from '@xyflow/react'
import { FIRST_PORT_Y } from '../measures'
import { type Box, isSameBox } from '../place'

/** A line seen from afar, straight from one box to the next, in canvas pixels, and as a path; `from` and `to` are the boxes it joins. */
export type FarLine = { id: string; from: Box; to: Box; x1: number; y1: number; x2: number; y2: number; path: string }

/** A line whose ends stand where they stood is the same line: of a thousand, a drag moves a few. */
export function linesOf(boxes: ReadonlyMap<string, Box>, edges: readonly Edge[], before: readonly FarLine[]): FarLine[] {
  const drawn = new Map(before.map((line) => [line.id, line]))
  return edges.flatMap(({ id, source, target }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)]
    if (!from || !to) return []
    const same = drawn.get(id)
    if (same && isSameBox(same.from, from) && isSameBox(same.to, to)) return [same]
    const [x1, y1, x2, y2] = [from.x + from.width, from.y + FIRST_PORT_Y, to.x, to.y + FIRST_PORT_Y]
    return [{ id, from, to, x1, y1, x2, y2, path: `M${x1} ${y1}L${x2} ${y2}` }]
  })
}
