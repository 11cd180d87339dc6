'use client'
import { type Connection, type FinalConnectionState, type OnNodeDrag, useReactFlow } from '@xyflow/react'
import { type PointerEvent, type MouseEvent as ReactMouseEvent, useMemo } from 'react'
import type { Edit } from '@/flow/draft/edits'
import type { Position } from '@/flow/graph/graph'
import { portsOf, takesLines } from '@/flow/graph/ports'
import { absoluteBoxesOf, boxesOf } from '../canvas/boxes'
import { selectedNodes } from '../canvas/elements'
import { sizeOf } from '../canvas/fit-containers'
import type { CanvasNode } from '../canvas/flow-node'
import { CARD_WIDTH, FIRST_PORT_Y } from '../canvas/measures'
import { typeOf } from '../canvas/model'
import { mayConnect } from './connect'
import { useEditor } from './context'
import { aheadOf, beginDrag, type Drag, type GuideStore, NO_GUIDES } from './dragging/drag'
import { dropEdits } from './drop'
import { edgeUnder, markDrop } from './edge-under'
import { roomInLine } from './into-line'
import { newId } from './new-id'
import { useGestures } from './use-gestures'

/** How near, in pixels of the screen, something has to be to be put in line. */
const SNAP_REACH = 6

type Line = { source: string; sourceHandle?: string | null; target: string }

/** What the pointer does on the canvas: drawing lines, dragging cards, double-clicking the ground. */
export function usePointer(guides: GuideStore) {
  const { draft, canvas, elements, screen, mayEdit } = useEditor()
  const gestures = useGestures()
  const flow = useReactFlow<CanvasNode>()

  return useMemo(() => {
    const { graph, manifest } = canvas
    let dropEdge: string | null = null
    let drag: Drag | null = null
    let pressed: Position = { x: 0, y: 0 }

    const isValidConnection = ({ source, sourceHandle, target }: Line) =>
      mayConnect({ source, sourcePort: sourceHandle ?? '', target }, graph.getState(), (type) => typeOf(manifest, type))

    const connect = ({ source, sourceHandle, target }: Line) => {
      if (sourceHandle) draft.edit({ type: 'edge.connect', edge: { id: newId(), source, sourcePort: sourceHandle, target } })
    }

    const firstPort = (id: string) => {
      const node = graph.getState().nodes.get(id)
      return node && portsOf(node, typeOf(manifest, node.type))[0]?.id
    }

    const within = (at: Position, parentId: string | undefined): Position => {
      const around = parentId === undefined ? undefined : absoluteBoxesOf(elements.store.getState().nodes).get(parentId)
      return rounded({ x: at.x - (around?.x ?? 0), y: at.y - (around?.y ?? 0) - FIRST_PORT_Y })
    }

    const putBack = (ids: readonly string[]) => {
      const { nodes, notes } = graph.getState()
      elements.store.setState((state) => ({
        nodes: state.nodes.map((node) => {
          const home = ids.includes(node.id) ? (nodes.get(node.id) ?? notes.get(node.id)) : undefined
          return home ? { ...node, position: home.position } : node
        }),
      }))
    }

    /** Let go over a card: joined to it. Over nothing: what should come there? */
    const onConnectEnd = (event: MouseEvent | TouchEvent, { isValid, fromHandle }: FinalConnectionState) => {
      if (isValid || !fromHandle) return
      const { nodeId, id: port, type } = fromHandle
      const screenAt = pointOf(event)
      const card = document.elementFromPoint(screenAt.x, screenAt.y)?.closest<HTMLElement>('.react-flow__node')?.dataset.id
      if (card !== undefined) {
        const line =
          type === 'source'
            ? { source: nodeId, sourceHandle: port, target: card }
            : { source: card, sourceHandle: firstPort(card), target: nodeId }
        if (isValidConnection(line)) connect(line)
        return
      }
      const at = within(flow.screenToFlowPosition(screenAt), graph.getState().nodes.get(nodeId)?.parentId)
      if (type === 'target') gestures.ask({ kind: 'before', target: nodeId, at: { x: at.x - CARD_WIDTH, y: at.y } }, screenAt)
      else if (port) gestures.ask({ kind: 'after', source: nodeId, port, at }, screenAt)
    }

    const onPointerDownCapture = ({ clientX, clientY }: PointerEvent) => {
      pressed = { x: clientX, y: clientY }
    }

    const dropped = () => screen.setState({ dragging: false })

    const onNodeDragStart: OnNodeDrag<CanvasNode> = (event, _node, nodes) => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect()
      const { x, y } = flow.screenToFlowPosition({ x: pane.left, y: pane.top })
      const zoom = flow.getZoom()
      const seen = { x, y, width: pane.width / zoom, height: pane.height / zoom }
      const ahead = aheadOf(pressed, pointOf(event), zoom)
      drag = beginDrag(nodes, elements.store.getState().nodes, { seen, reach: SNAP_REACH / zoom, ahead }, guides)
      elements.steer(drag.steer)
      if (ahead.x !== 0 || ahead.y !== 0) elements.onNodesChange(nodes.map(({ id, position }) => ({ type: 'position', id, position })))
      screen.setState({ dragging: true })
      // However the drag ends, also when the card is taken away meanwhile.
      for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, dropped, { once: true })
    }

    /** Into a line goes what has none yet, and leads from its way in to a way out. */
    const fitsInLine = (id: string) => {
      const { nodes, edges } = graph.getState()
      const node = nodes.get(id)
      return node !== undefined && isLoose(id, edges.values()) && takesLines(typeOf(manifest, node.type)) && firstPort(id) !== undefined
    }

    const onNodeDrag: OnNodeDrag<CanvasNode> = (event, node, nodes) => {
      dropEdge = nodes.length === 1 && !event.altKey && fitsInLine(node.id) ? edgeUnder(node.id) : null
      markDrop(dropEdge === null ? null : { edgeId: dropEdge })
    }

    /** Where it was let go it is at home where the line is, or the line is left as it was. */
    const intoLine = (node: CanvasNode, dropped: readonly Edit[], edgeId: string, sourcePort: string): Edit[] => {
      const { nodes, edges } = graph.getState()
      const moved = dropped.find((edit) => edit.type === 'node.patch' && edit.id === node.id)
      const { parentId = node.parentId, position = node.position } = moved?.type === 'node.patch' ? moved.patch : {}
      if ((parentId ?? undefined) !== nodes.get(edges.get(edgeId)?.source ?? '')?.parentId) return []
      const around = { graph: graph.getState(), boxes: boxesOf(elements.store.getState().nodes) }
      return [
        ...roomInLine(edgeId, { id: node.id, ...position, ...sizeOf(node) }, around),
        { type: 'edge.splice', edgeId, nodeId: node.id, next: { id: newId(), sourcePort } },
      ]
    }

    const onNodeDragStop: OnNodeDrag<CanvasNode> = (event, { id: leadId }, dragged) => {
      const edgeId = dropEdge
      const ids = drag?.ids ?? dragged.map(({ id }) => id)
      dropEdge = null
      drag = null
      markDrop(null)
      elements.steer(null)
      guides.setState(NO_GUIDES)
      // Where they stand on the canvas: the pointer knows nothing of lines they were put in.
      const nodes = elements.store.getState().nodes.filter(({ id }) => ids.includes(id))
      const node = nodes.find(({ id }) => id === leadId)
      const before = graph.getState().nodes.get(leadId) ?? graph.getState().notes.get(leadId)
      const offset = before && node && rounded({ x: node.position.x - before.position.x, y: node.position.y - before.position.y })
      if (!node || !offset || (offset.x === 0 && offset.y === 0)) return
      if (event.altKey) {
        putBack(ids)
        void gestures.duplicateAt(ids, offset)
        return
      }
      const all = elements.store.getState().nodes
      const containers = new Set(all.filter(({ type, hidden }) => type === 'container' && !hidden).map(({ id }) => id))
      const edits = dropEdits(nodes, absoluteBoxesOf(all), containers, graph.getState())
      const sourcePort = firstPort(node.id)
      if (edgeId && sourcePort) edits.push(...intoLine(node, edits, edgeId, sourcePort))
      draft.edit(...edits)
    }

    /** One of several that are chosen, clicked: that one alone. */
    const onNodeClick = (event: ReactMouseEvent, { id }: CanvasNode) => {
      if (event.shiftKey || event.metaKey || event.ctrlKey) return
      if (selectedNodes(elements.store.getState()).length > 1) elements.select([id])
    }

    const onDoubleClick = (event: ReactMouseEvent) => {
      if (!mayEdit || !(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return
      const screenAt = { x: event.clientX, y: event.clientY }
      gestures.ask({ kind: 'free', at: rounded(flow.screenToFlowPosition(screenAt)) }, screenAt)
    }

    return {
      isValidConnection,
      onConnect: (line: Connection) => connect(line),
      onConnectEnd,
      onNodeDragStart,
      onNodeDrag,
      onNodeDragStop,
      onNodeClick,
      onDoubleClick,
      onPointerDownCapture,
    }
  }, [draft, canvas, elements, screen, mayEdit, gestures, flow, guides])
}

function pointOf(event: MouseEvent | TouchEvent): Position {
  const { clientX = 0, clientY = 0 } = ('changedTouches' in event ? event.changedTouches[0] : event) ?? {}
  return { x: clientX, y: clientY }
}

function isLoose(id: string, edges: Iterable<{ source: string; target: string }>): boolean {
  for (const edge of edges) if (edge.source === id || edge.target === id) return false
  return true
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) }
}
