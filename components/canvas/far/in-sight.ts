import type { ReactFlowState } from '@xyflow/react'
import type { CanvasNode } from '../flow-node'

export type Sight = Pick<ReactFlowState<CanvasNode>, 'nodeLookup' | 'transform' | 'width' | 'height'>

/** Ids of the nodes in view, and of those being dragged. All have a size before they are drawn (flow-node.ts). */
export function inSight({ nodeLookup, transform: [x, y, zoom], width, height }: Sight): Set<string> {
  const [left, top, right, bottom] = [-x / zoom, -y / zoom, (width - x) / zoom, (height - y) / zoom]
  const seen = new Set<string>()
  for (const [id, node] of nodeLookup) {
    const at = node.internals.positionAbsolute
    const [wide, tall] = [node.measured.width ?? node.width ?? 0, node.measured.height ?? node.height ?? 0]
    const inView = at.x < right && at.y < bottom && at.x + wide > left && at.y + tall > top
    if (inView || node.dragging) seen.add(id)
  }
  return seen
}
