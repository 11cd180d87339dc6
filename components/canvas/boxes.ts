import { sizeOf } from './fit-containers'
import type { CanvasNode } from './flow-node'
import type { Box } from './place'

/** Where the steps stand, each within its container, or within the flow. */
export function boxesOf(nodes: readonly CanvasNode[]): Map<string, Box> {
  return new Map(nodes.filter((node) => node.type !== 'note').map((node) => [node.id, { ...node.position, ...sizeOf(node) }]))
}

/** The same, all in the flow's own coordinates. Containers come before what they hold. */
export function absoluteBoxesOf(nodes: readonly CanvasNode[]): Map<string, Box> {
  const boxes = new Map<string, Box>()
  for (const node of nodes) {
    const parent = node.parentId === undefined ? undefined : boxes.get(node.parentId)
    boxes.set(node.id, { x: node.position.x + (parent?.x ?? 0), y: node.position.y + (parent?.y ?? 0), ...sizeOf(node) })
  }
  return boxes
}

/** Those of them that no collapsed frame hides. */
export function seenBoxesOf(nodes: readonly CanvasNode[]): Map<string, Box> {
  const boxes = absoluteBoxesOf(nodes)
  for (const { id, hidden } of nodes) if (hidden) boxes.delete(id)
  return boxes
}
