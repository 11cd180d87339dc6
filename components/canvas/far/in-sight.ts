import type { InternalNode, ReactFlowState } from '@xyflow/react'
import type { CanvasNode } from '../flow-node'

export type Sight = Pick<ReactFlowState<CanvasNode>, 'nodeLookup' | 'transform' | 'width' | 'height'>

/** Ids of the cards in view, of those being dragged, and of those whose size is not known before they are drawn. */
export function inSight({ nodeLookup, transform: [x, y, zoom], width, height }: Sight): Set<string> {
  const [left, top, right, bottom] = [-x / zoom, -y / zoom, (width - x) / zoom, (height - y) / zoom]
  const seen = new Set<string>()
  for (const [id, node] of nodeLookup) {
    const at = node.internals.positionAbsolute
    const size = sizeOf(node)
    const inView = at.x < right && at.y < bottom && at.x + size.width > left && at.y + size.height > top
    if (inView || node.dragging || !node.internals.handleBounds || size.width * size.height === 0) seen.add(id)
  }
  return seen
}

function sizeOf({ measured, width, height, initialWidth, initialHeight }: InternalNode<CanvasNode>) {
  return { width: measured.width ?? width ?? initialWidth ?? 0, height: measured.height ?? height ?? initialHeight ?? 0 }
}
