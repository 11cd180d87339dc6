import type { NodeChange } from '@xyflow/react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Position } from '@/flow/graph/graph'
import type { CanvasNode } from '../../canvas/flow-node'
import { boxOf, isFrame } from '../../canvas/frame-contents'
import { GRID } from '../../canvas/measures'
import type { Box } from '../../canvas/place'
import { withContents } from '../frames/contents'
import { type Guide, snapTo } from './snap-to'

export type GuideStore = StoreApi<{ guides: readonly Guide[] }>

export const NO_GUIDES: { guides: readonly Guide[] } = { guides: [] }

export function createGuides(): GuideStore {
  return createStore(() => NO_GUIDES)
}

export type Drag = {
  /** What moves: the dragged cards, and what lies in dragged frames. */
  ids: readonly string[]
  /** Puts the moved cards in line with others, and takes along what lies in frames. */
  steer(changes: NodeChange<CanvasNode>[]): NodeChange<CanvasNode>[]
}

type Setting = {
  /** Only what is in sight pulls. */
  seen: Box
  /** How near a line has to be, in canvas pixels. */
  reach: number
  /** How far the pointer had gone already when the drag was noticed. */
  ahead: Position
}

export function beginDrag(
  dragged: readonly CanvasNode[],
  nodes: readonly CanvasNode[],
  { seen, reach, ahead }: Setting,
  guides: GuideStore,
): Drag {
  const moving = withContents(dragged, nodes)
  const ids = new Set(moving.map(({ id }) => id))
  const held = new Set(dragged.map(({ id }) => id))
  const taken = moving.filter(({ id }) => !held.has(id))
  const starts = new Map(moving.map(({ id, position }) => [id, position]))
  const [lead] = dragged
  const around = lead && dragged.every(({ parentId }) => parentId === lead.parentId) ? unionOf(dragged.map(boxOf)) : undefined
  const others = nodes
    .filter((node) => !ids.has(node.id) && node.parentId === lead?.parentId && (node.parentId !== undefined || overlaps(boxOf(node), seen)))
    .filter((node) => !node.hidden && (!isFrame(node) || node.data.folded))
    .map(boxOf)

  const steer = (changes: NodeChange<CanvasNode>[]) => {
    const first = changes.find((change) => change.type === 'position' && held.has(change.id) && change.position !== undefined)
    const start = first?.type === 'position' ? starts.get(first.id) : undefined
    if (first?.type !== 'position' || !first.position || !start) return changes
    const by = { x: first.position.x - start.x + ahead.x, y: first.position.y - start.y + ahead.y }
    const snapped = around ? snapTo({ ...around, x: around.x + by.x, y: around.y + by.y }, others, reach) : { dx: 0, dy: 0, guides: [] }
    guides.setState(snapped.guides.length > 0 ? { guides: snapped.guides } : NO_GUIDES)
    const [dx, dy] = [by.x + snapped.dx, by.y + snapped.dy]
    const placed = (id: string) => {
      const from = starts.get(id)
      return from && { x: from.x + dx, y: from.y + dy }
    }
    return [
      ...changes.map((change) =>
        change.type === 'position' && held.has(change.id) ? { ...change, position: placed(change.id) ?? change.position } : change,
      ),
      ...taken.map(({ id }) => ({ type: 'position' as const, id, position: placed(id) })),
    ]
  }
  return { ids: [...ids], steer }
}

/**
 * React Flow believes that a card is held where the pointer is when it is seen to move. On a page that is busy that may be far from
 * where it went down, or where it is let go. In whole steps of the grid, so that what lies on it stays on it.
 */
export function aheadOf(pressed: Position, noticed: Position, zoom: number): Position {
  return { x: onGrid((noticed.x - pressed.x) / zoom), y: onGrid((noticed.y - pressed.y) / zoom) }
}

function onGrid(length: number): number {
  return Math.trunc(length / GRID) * GRID || 0
}

function unionOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
