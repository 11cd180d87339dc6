import { type CanvasNode, handlesOf } from './flow-node'
import { CARD_HEIGHT_GUESS, CARD_WIDTH, CONTAINER_MIN_HEIGHT, CONTAINER_MIN_WIDTH, CONTAINER_PAD } from './measures'

/** Containers grow with what they hold. Nodes come parents first, so walking backwards sizes the inner ones before the outer. */
export function fitContainers(nodes: CanvasNode[]): CanvasNode[] {
  if (!nodes.some((node) => node.type === 'container')) return nodes
  const fitted = [...nodes]
  const reach = new Map<string, { right: number; bottom: number }>()

  for (let at = fitted.length - 1; at >= 0; at--) {
    let node = fitted[at]
    if (!node) continue
    if (node.type === 'container') {
      const inside = reach.get(node.id)
      const width = Math.max(CONTAINER_MIN_WIDTH, (inside?.right ?? 0) + CONTAINER_PAD)
      const height = Math.max(CONTAINER_MIN_HEIGHT, (inside?.bottom ?? 0) + CONTAINER_PAD)
      if (node.width !== width || node.height !== height) {
        const ports = (node.handles ?? []).flatMap((handle) => (handle.type === 'source' && handle.id ? [handle.id] : []))
        const takesInput = node.handles?.some((handle) => handle.type === 'target') ?? false
        node = { ...node, width, height, measured: { width, height }, handles: handlesOf(takesInput, ports, width) }
        fitted[at] = node
      }
    }
    if (node.parentId !== undefined) {
      const { width, height } = sizeOf(node)
      const before = reach.get(node.parentId)
      reach.set(node.parentId, {
        right: Math.max(before?.right ?? 0, node.position.x + width),
        bottom: Math.max(before?.bottom ?? 0, node.position.y + height),
      })
    }
  }
  return fitted
}

export function sizeOf(node: CanvasNode): { width: number; height: number } {
  return {
    width: node.width ?? node.measured?.width ?? CARD_WIDTH,
    height: node.height ?? node.measured?.height ?? CARD_HEIGHT_GUESS,
  }
}
