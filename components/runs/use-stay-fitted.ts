'use client'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { FIT } from '../canvas/measures'

/** The timeline and what is said of a failure come after the canvas and take room from it: all of the flow stays in sight until somebody takes hold of it. */
export function useStayFitted() {
  const flow = useReactFlow()
  const canvas = useStoreApi()

  useEffect(() => {
    const pane = canvas.getState().domNode
    if (!pane) return
    const held = new AbortController()
    const room = new ResizeObserver(() => void flow.fitView(FIT))
    room.observe(pane)
    const stop = () => {
      room.disconnect()
      held.abort()
    }
    for (const event of ['wheel', 'pointerdown', 'keydown'] as const)
      window.addEventListener(event, stop, { passive: true, signal: held.signal })
    return stop
  }, [flow, canvas])
}
