'use client'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { useEditor, useSelection } from '../editor/context'
import type { Whereabouts } from './presence'

/** Others see the first of a large selection. */
const MOST_SELECTED = 20

/** Tells the others where the pointer is, what is selected and what is seen; for inside the canvas. */
export function useWhereabouts() {
  const { together } = useEditor()
  const selection = useSelection()
  const flow = useReactFlow()
  const canvas = useStoreApi()

  useEffect(() => together.show({ selected: selection.slice(0, MOST_SELECTED) }), [together, selection])

  // Whatever moves the canvas: a wheel, a key, or the one who is followed.
  useEffect(
    () =>
      canvas.subscribe((now, before) => {
        if (now.transform !== before.transform) together.show({ view: viewOf(now) })
      }),
    [together, canvas],
  )

  useEffect(() => {
    const pane = canvas.getState().domNode
    if (!pane) return
    // Where it is on the canvas is asked of the layout: not for nobody.
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      if (together.people.getState().size > 0) together.show({ pointer: flow.screenToFlowPosition({ x: clientX, y: clientY }) })
    }
    const onLeave = () => together.show({ pointer: null })
    together.show({ view: viewOf(canvas.getState()) })
    pane.addEventListener('pointermove', onMove)
    pane.addEventListener('pointerleave', onLeave)
    return () => {
      pane.removeEventListener('pointermove', onMove)
      pane.removeEventListener('pointerleave', onLeave)
    }
  }, [together, flow, canvas])
}

type Seen = { transform: [number, number, number]; width: number; height: number }

/** By what the canvas knows of itself: to ask the page would have it laid out at each turn of the wheel. */
function viewOf({ transform: [x, y, zoom], width, height }: Seen): Whereabouts['view'] {
  return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom, zoom }
}
