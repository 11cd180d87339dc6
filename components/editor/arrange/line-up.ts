import type { Edit } from '@/flow/draft/edits'
import type { Position } from '@/flow/graph/graph'
import type { CanvasNode } from '../../canvas/flow-node'
import { boxOf, contentsOf, isFrame } from '../../canvas/frame-contents'
import type { Box } from '../../canvas/place'
import { withContents } from '../frames/contents'

/** By which side or middle cards stand in a line, or with the same gaps between them. */
export type LineUp = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down'

type Unit = { node: CanvasNode; box: Box }

/** The edits that bring what is chosen in line. What stands in a chosen frame goes along with it. */
export function lineUp(nodes: readonly CanvasNode[], how: LineUp): Edit[] {
  const units = unitsOf(nodes)
  const places = how === 'across' || how === 'down' ? spread(units, how === 'across' ? 'x' : 'y') : inLine(units, how)
  const moves = units.flatMap(({ node, box }, at) => {
    const to = places[at] ?? box
    const by = { x: Math.round(to.x - box.x), y: Math.round(to.y - box.y) }
    return by.x === 0 && by.y === 0 ? [] : withContents([node], nodes).map((each) => ({ isNote: each.type === 'note', ...moved(each, by) }))
  })
  if (moves.length === 0) return []
  const of = (notes: boolean) => moves.filter(({ isNote }) => isNote === notes).map(({ id, position }) => ({ id, position }))
  return [
    { type: 'node.move', moves: of(false) },
    { type: 'note.move', moves: of(true) },
  ]
}

function unitsOf(nodes: readonly CanvasNode[]): Unit[] {
  const chosen = nodes.filter((node) => node.selected)
  const held = new Set(chosen.filter(isFrame).flatMap((frame) => contentsOf(frame, nodes)))
  return chosen.filter((node) => !held.has(node)).map((node) => ({ node, box: boxOf(node) }))
}

function inLine(units: readonly Unit[], side: Exclude<LineUp, 'across' | 'down'>): Position[] {
  const boxes = units.map(({ box }) => box)
  const left = Math.min(...boxes.map(({ x }) => x))
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const top = Math.min(...boxes.map(({ y }) => y))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  const place: Record<typeof side, (box: Box) => Position> = {
    left: ({ y }) => ({ x: left, y }),
    centre: ({ y, width }) => ({ x: (left + right - width) / 2, y }),
    right: ({ y, width }) => ({ x: right - width, y }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x, height }) => ({ x, y: (top + bottom - height) / 2 }),
    bottom: ({ x, height }) => ({ x, y: bottom - height }),
  }
  return boxes.map(place[side])
}

/** The first and the last stay; where there is no room between them, cards overlap alike. */
function spread(units: readonly Unit[], axis: 'x' | 'y'): Position[] {
  const size = axis === 'x' ? 'width' : 'height'
  const order = units.map((_, at) => at).sort((a, b) => (units[a]?.box[axis] ?? 0) - (units[b]?.box[axis] ?? 0))
  const boxes = order.flatMap((at) => units[at]?.box ?? [])
  const [first, last] = [boxes[0], boxes.at(-1)]
  const places = units.map(({ box: { x, y } }) => ({ x, y }))
  if (!first || !last || boxes.length < 3) return places
  const filled = boxes.reduce((sum, box) => sum + box[size], 0)
  const gap = (last[axis] + last[size] - first[axis] - filled) / (boxes.length - 1)
  let next = first[axis]
  for (const [nth, at] of order.entries()) {
    const place = places[at]
    if (place) place[axis] = next
    next += (boxes[nth]?.[size] ?? 0) + gap
  }
  return places
}

function moved({ id, position }: CanvasNode, by: Position): { id: string; position: Position } {
  return { id, position: { x: position.x + by.x, y: position.y + by.y } }
}
