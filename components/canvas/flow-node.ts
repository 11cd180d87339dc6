import { type Node as FlowNode, type NodeHandle, Position as Side } from '@xyflow/react'
import type { Manifest } from '@/flow/define/manifest'
import type { Node, Note, Position } from '@/flow/graph/graph'
import { portsOf, takesLines } from '@/flow/graph/ports'
import { CARD_HEIGHT_GUESS, CARD_WIDTH, CONTAINER_MIN_HEIGHT, CONTAINER_MIN_WIDTH, HANDLE, heightForPorts, portY } from './measures'
import { typeOf } from './model'

/**
 * `source` is the entry it was made from, or one that looks the same from outside: what a card says within, it reads itself,
 * so that typing in a step does not concern all that is drawn.
 */
export type CanvasNode = FlowNode<{ source: Node | Note; folded?: FoldedFrame }, 'card' | 'container' | 'note'>

/** A frame that is collapsed: what it holds, and the steps in that, however deep. */
export type FoldedFrame = { holds: readonly string[]; steps: readonly string[] }

export function cardOf(node: Node, parentId: string | undefined, manifest: Manifest, before: CanvasNode | undefined): CanvasNode {
  if (before?.data.source === node && before.parentId === parentId) return before
  const type = typeOf(manifest, node.type)
  const container = type?.kind === 'container'
  const ports = portsOf(node, type).map((port) => port.id)
  const width = container ? (before?.width ?? CONTAINER_MIN_WIDTH) : CARD_WIDTH
  const kind = container ? 'container' : 'card'
  const ariaLabel = `${node.label}, ${type?.title ?? 'unknown step'}`
  const looksSame =
    before?.type === kind &&
    before.parentId === parentId &&
    before.ariaLabel === ariaLabel &&
    isSamePlace(before.data.source.position, node.position) &&
    outOf(before).join(' ') === ports.join(' ')
  if (looksSame) return before
  return {
    ...kept(before),
    id: node.id,
    type: kind,
    data: { source: node },
    position: node.position,
    parentId,
    ...(container
      ? { width, height: before?.height ?? CONTAINER_MIN_HEIGHT }
      : // Believed until the card is drawn and measured: a large flow is fitted and its lines drawn without drawing every card first.
        { measured: before?.measured ?? { width: CARD_WIDTH, height: Math.max(CARD_HEIGHT_GUESS, heightForPorts(ports.length)) } }),
    handles: handlesOf(takesLines(type), ports, width),
    ...(ports.length > 1 && { className: 'canvas-named-ways' }),
    // React Flow gives no role to what cannot be focused, and a name needs one.
    ariaRole: 'group',
    ariaLabel,
  }
}

function outOf({ handles = [] }: CanvasNode): string[] {
  return handles.flatMap(({ type, id }) => (type === 'source' && id ? [id] : []))
}

function isSamePlace(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y
}

export function noteOf(note: Note, parentId: string | undefined, before: CanvasNode | undefined): CanvasNode {
  if (before?.data.source === note && before.parentId === parentId) return before
  return {
    ...kept(before),
    id: note.id,
    type: 'note',
    data: { source: note },
    position: note.position,
    parentId,
    width: note.size.width,
    height: note.size.height,
    // No lines lead to it: React Flow need not draw it to look for where they would.
    handles: [],
    ...(note.frame
      ? // What lies in a frame is reached through it; only its head is for the pointer.
        { zIndex: -2, style: { pointerEvents: 'none' }, ariaLabel: `Frame: ${note.text.slice(0, 80)}` }
      : { zIndex: -1, ariaLabel: `Note: ${note.text.slice(0, 80)}` }),
  }
}

export function handlesOf(takesInput: boolean, ports: readonly string[], width: number): NodeHandle[] {
  const size = { width: HANDLE, height: HANDLE }
  const half = HANDLE / 2
  const input: NodeHandle[] = takesInput ? [{ type: 'target', position: Side.Left, x: -half, y: portY(0) - half, ...size }] : []
  const outputs = ports.map((id, index): NodeHandle => {
    return { id, type: 'source', position: Side.Right, x: width - half, y: portY(index) - half, ...size }
  })
  return [...input, ...outputs]
}

function kept(before: CanvasNode | undefined): Partial<CanvasNode> {
  if (!before) return {}
  const { selected, measured } = before
  return { selected, measured }
}
