import type { ReactFlowState } from '@xyflow/react'
import type { CanvasNode } from '../flow-node'

export type Sight = Pick<ReactFlowState<CanvasNode>, 'nodeLookup' | 'transform' | 'width' | 'height'>

/** The same ids, from the middle of the view outwards: people look there. */
export function fromMiddle(ids: readonly string[], { nodeLookup, transform: [x, y, zoom], width, height }: Sight): string[] {
  const [middleX, middleY] = [(width / 2 - x) / zoom, (height / 2 - y) / zoom]
  const distance = (id: string) => {
    const node = nodeLookup.get(id)
    const at = node?.internals.positionAbsolute ?? { x: 0, y: 0 }
    return Math.hypot(at.x + (node?.measured.width ?? 0) / 2 - middleX, at.y + (node?.measured.height ?? 0) / 2 - middleY)
  }
  const distances = new Map(ids.map((id) => [id, distance(id)]))
  return [...ids].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0))
}

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
