import type { Position } from '@/flow/graph/graph'

export type Box = Position & { width: number; height: number }

/** A card grows a foot when it has run, and must not lie on the next one then. */
export const GAP = 56

/** The smallest box around all of them; null around none. */
export function around(boxes: readonly [Box, ...Box[]]): Box
export function around(boxes: readonly Box[]): Box | null
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

export function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

/** The wanted spot, or the first free one below it. */
export function freeSpot(wanted: Box, taken: readonly Box[]): Position {
  let { y } = wanted
  for (let tries = 0; tries <= taken.length; tries++) {
    const hit = taken.find((box) => overlaps({ ...wanted, y }, box))
    if (!hit) break
    y = Math.ceil((hit.y + hit.height + GAP) / 4) * 4
  }
  return { x: wanted.x, y }
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height + GAP && b.y < a.y + a.height + GAP
}
