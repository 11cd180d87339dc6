import type { Edit } from '@/flow/draft/edits'
import type { Position } from '@/flow/graph/graph'
import type { CanvasNode } from '../../canvas/flow-node'
import { contentsOf, isFrame } from '../../canvas/frame-contents'
import { frameAround } from './contents'

/** Frames go along when their steps get new places, and are as large as what they hold then. */
export function framesAgain(nodes: readonly CanvasNode[], places: ReadonlyMap<string, Position>): Edit[] {
  return nodes.filter(isFrame).flatMap((frame): Edit[] => {
    const held = contentsOf(frame, nodes).flatMap((node) => {
      const position = places.get(node.id)
      return position ? [{ ...node, position }] : []
    })
    if (held.length === 0) return []
    const { x, y, ...size } = frameAround(held)
    return [
      { type: 'note.move', moves: [{ id: frame.id, position: { x, y } }] },
      { type: 'note.resize', id: frame.id, size },
    ]
  })
}
