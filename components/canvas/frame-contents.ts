import { sizeOf } from './fit-containers'
import type { CanvasNode } from './flow-node'
import type { Box } from './place'

export function isFrame({ data: { source } }: CanvasNode): boolean {
  return 'frame' in source && source.frame === true
}

/**
 * What stands in a frame: its middle does, and it is not the frame itself. Frames hold nothing but by place; one that is
 * collapsed keeps what it held, and swallows nothing that is put where it would be.
 */
export function contentsOf(frame: CanvasNode, nodes: readonly CanvasNode[]): CanvasNode[] {
  const { folded } = frame.data
  if (folded) return nodes.filter(({ id }) => folded.holds.includes(id))
  return nodes.filter((node) => standsIn(frame, node))
}

/** By its place, whether the frame is collapsed or not. */
export function standsIn(frame: CanvasNode, node: CanvasNode): boolean {
  if (node.id === frame.id || node.parentId !== frame.parentId) return false
  const [around, { x, y, width, height }] = [openBoxOf(frame), openBoxOf(node)]
  const [middleX, middleY] = [x + width / 2, y + height / 2]
  const inside = middleX > around.x && middleX < around.x + around.width && middleY > around.y && middleY < around.y + around.height
  return inside && width * height < around.width * around.height
}

/** Nowhere touches it: that holds however tall the card turns out to be when it is drawn. */
export function standsApart(frame: CanvasNode, node: CanvasNode): boolean {
  if (node.parentId !== frame.parentId) return true
  const [around, { x, y, width, height }] = [openBoxOf(frame), openBoxOf(node)]
  return x >= around.x + around.width || x + width <= around.x || y >= around.y + around.height || y + height <= around.y
}

/** Of a collapsed frame, where it stands when it is open. */
function openBoxOf(node: CanvasNode): Box {
  const { source } = node.data
  return node.data.folded && 'size' in source ? { ...node.position, ...source.size } : boxOf(node)
}

export function boxOf(node: CanvasNode): Box {
  return { ...node.position, ...sizeOf(node) }
}
