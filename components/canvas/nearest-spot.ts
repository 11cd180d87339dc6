import type { Position } from '@/flow/graph/graph'
import { CARD_WIDTH, COLUMN_PITCH, GRID } from './measures'
import { type Box, freeSpot } from './place'

const GAP_X = COLUMN_PITCH - CARD_WIDTH
/** A card grows a foot when it has run. */
const GAP_Y = 56
/** Of the boxes around, so many are tried as neighbours. */
const NEIGHBOURS = 60

/** The wanted spot if it is free, else the nearest one that is, beside, above or below what stands around. */
export function nearestSpot(wanted: Box, taken: readonly Box[]): Position {
  const isFree = (at: Position) => taken.every((box) => !tooNear({ ...wanted, ...at }, box))
  if (isFree(wanted)) return { x: wanted.x, y: wanted.y }
  const around = taken
    .map((box) => ({ box, far: distance(middle(box), middle(wanted)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, NEIGHBOURS)
  const free = around
    .flatMap(({ box }) => placesBeside(box, wanted))
    .map((at) => ({ x: onGrid(at.x), y: onGrid(at.y) }))
    .map((at) => ({ at, far: distance(at, wanted) }))
    .sort((a, b) => a.far - b.far)
    .find(({ at }) => isFree(at))
  return free?.at ?? freeSpot(wanted, taken)
}

function placesBeside(box: Box, { x, y, width, height }: Box): Position[] {
  const [left, right] = [box.x - width - GAP_X, box.x + box.width + GAP_X]
  const [above, below] = [box.y - height - GAP_Y, box.y + box.height + GAP_Y]
  return [x, box.x]
    .flatMap((at) => [
      { x: at, y: below },
      { x: at, y: above },
    ])
    .concat(
      [y, box.y].flatMap((at) => [
        { x: right, y: at },
        { x: left, y: at },
      ]),
    )
}

function tooNear(a: Box, b: Box): boolean {
  return a.x < b.x + b.width + GAP_X && b.x < a.x + a.width + GAP_X && a.y < b.y + b.height + GAP_Y && b.y < a.y + a.height + GAP_Y
}

function middle({ x, y, width, height }: Box): Position {
  return { x: x + width / 2, y: y + height / 2 }
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID
}
