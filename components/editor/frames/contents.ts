import type { CanvasNode } from '../../canvas/flow-node'
import { boxOf, contentsOf, isFrame } from '../../canvas/frame-contents'
import { FRAME_HEAD, FRAME_PAD } from '../../canvas/measures'
import type { Box } from '../../canvas/place'

/** These, and what stands in those of them that are frames, and in frames in them. */
export function withContents(chosen: readonly CanvasNode[], nodes: readonly CanvasNode[]): CanvasNode[] {
  const all = new Set(chosen)
  for (const node of all) if (isFrame(node)) for (const held of contentsOf(node, nodes)) all.add(held)
  return [...all]
}

/** A frame around these, with room for its head. */
export function frameAround(nodes: readonly CanvasNode[]): Box {
  const boxes = nodes.map(boxOf)
  const left = Math.min(...boxes.map(({ x }) => x)) - FRAME_PAD
  const top = Math.min(...boxes.map(({ y }) => y)) - FRAME_PAD - FRAME_HEAD
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + FRAME_PAD
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + FRAME_PAD
  return { x: Math.round(left), y: Math.round(top), width: Math.round(right - left), height: Math.round(bottom - top) }
}
