import { sizeOf } from '../../canvas/fit-containers'
import type { CanvasNode } from '../../canvas/flow-node'
import { FRAME_HEAD, FRAME_PAD } from '../../canvas/measures'
import type { Box } from '../../canvas/place'

export function isFrame({ data: { source } }: CanvasNode): boolean {
  return 'frame' in source && source.frame === true
}

/** What stands in a frame: its middle does, and it is not the frame itself. Frames hold nothing but by place. */
export function contentsOf(frame: CanvasNode, nodes: readonly CanvasNode[]): CanvasNode[] {
  const around = boxOf(frame)
  return nodes.filter((node) => {
    if (node.id === frame.id || node.parentId !== frame.parentId) return false
    const { x, y, width, height } = boxOf(node)
    const [middleX, middleY] = [x + width / 2, y + height / 2]
    const inside = middleX > around.x && middleX < around.x + around.width && middleY > around.y && middleY < around.y + around.height
    return inside && width * height < around.width * around.height
  })
}

/** These, and what stands in those of them that are frames. */
export function withContents(chosen: readonly CanvasNode[], nodes: readonly CanvasNode[]): CanvasNode[] {
  return [...new Set([...chosen, ...chosen.filter(isFrame).flatMap((frame) => contentsOf(frame, nodes))])]
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

export function boxOf(node: CanvasNode): Box {
  return { ...node.position, ...sizeOf(node) }
}
