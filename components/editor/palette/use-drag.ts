'use client'
import { useReactFlow } from '@xyflow/react'
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Tint } from '@/flow/define/define'
import type { ManifestNode } from '@/flow/define/manifest'
import { seenBoxesOf } from '../../canvas/boxes'
import type { CanvasNode } from '../../canvas/flow-node'
import { CARD_HEIGHT_GUESS, CARD_WIDTH } from '../../canvas/measures'
import type { AddRequest } from '../add-node'
import { useEditor } from '../context'
import { edgeUnderCard, markDrop } from '../edge-under'
import { useGestures } from '../use-gestures'
import { dropPlace, type Surface } from './drop-place'

/** Where on the card the pointer holds it, in canvas pixels. */
const HOLD = { x: 60, y: 26 }
/** A press that moves less is a click. */
const SLACK = 4

/** A kind of step on its way to the canvas: where its card is on the screen, how large, and whether letting go would join it. */
export type Dragged = {
  type: ManifestNode
  tint: Tint
  card: { left: number; top: number; width: number }
  zoom: number
  joins: boolean
}

export type Drag = {
  drag: Dragged | null
  begin: (event: ReactPointerEvent, type: ManifestNode, tint: Tint) => void
}

/** Drags a kind of step from the palette onto the canvas, with mouse, pen or finger. Escape takes it back. */
export function useDrag(): Drag {
  const { canvas, elements } = useEditor()
  const gestures = useGestures()
  const flow = useReactFlow<CanvasNode>()
  const [drag, setDrag] = useState<Dragged | null>(null)
  const end = useRef(() => {})
  useEffect(() => () => end.current(), [])

  const begin = useCallback(
    (pressed: ReactPointerEvent, type: ManifestNode, tint: Tint) => {
      if (pressed.button !== 0 || !pressed.isPrimary) return
      const from = { x: pressed.clientX, y: pressed.clientY }
      let dragged: Dragged | null = null

      const stop = () => {
        removeEventListener('pointermove', move)
        removeEventListener('pointerup', drop)
        removeEventListener('pointercancel', stop)
        removeEventListener('keydown', giveUp, true)
        markDrop(null)
        setDrag(null)
      }
      const move = ({ clientX: x, clientY: y }: PointerEvent) => {
        if (!dragged && Math.hypot(x - from.x, y - from.y) < SLACK) return
        const zoom = flow.getZoom()
        const card = { left: x - HOLD.x * zoom, top: y - HOLD.y * zoom, width: CARD_WIDTH * zoom }
        const place = onCanvas(x, y) ? placeOf(card) : null
        const joined = place && joinedBy(place)
        dragged = { type, tint, zoom, card, joins: joined !== null }
        setDrag(dragged)
        markDrop(joined)
      }
      const drop = ({ clientX, clientY }: PointerEvent) => {
        stop()
        if (dragged && onCanvas(clientX, clientY)) gestures.add(type, placeOf(dragged.card))
      }
      const placeOf = (card: Dragged['card']) => {
        const at = { ...flow.screenToFlowPosition({ x: card.left, y: card.top }), width: CARD_WIDTH, height: CARD_HEIGHT_GUESS }
        return dropPlace(type, at, edgeUnderCard(card), surface())
      }
      const giveUp = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        stop()
      }
      const surface = (): Surface => {
        const nodes = elements.store.getState().nodes
        const boxes = seenBoxesOf(nodes)
        const waysOut = nodes.flatMap(({ id, handles }) => {
          const box = boxes.get(id)
          return box
            ? (handles ?? []).flatMap(({ id: port, type, x, y, width = 0, height = 0 }) =>
                type === 'source' && port ? [{ nodeId: id, port, x: box.x + x + width / 2, y: box.y + y + height / 2 }] : [],
              )
            : []
        })
        const containers = new Set(nodes.filter(({ type, hidden }) => type === 'container' && !hidden).map(({ id }) => id))
        return { graph: canvas.graph.getState(), boxes, containers, waysOut }
      }

      end.current()
      end.current = stop
      addEventListener('pointermove', move)
      addEventListener('pointerup', drop)
      addEventListener('pointercancel', stop)
      addEventListener('keydown', giveUp, true)
    },
    [canvas, elements, flow, gestures],
  )
  return { drag, begin }
}

function joinedBy(place: AddRequest): Parameters<typeof markDrop>[0] {
  if (place.kind === 'on-edge') return place
  return place.kind === 'after' ? { nodeId: place.source, port: place.port } : null
}

/** The canvas itself, not a panel that lies over it. */
function onCanvas(x: number, y: number): boolean {
  return document.elementFromPoint(x, y)?.closest('.react-flow') != null
}
