'use client'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { FIT } from './measures'

/**
 * What stands around a canvas comes after it and takes room from it, and windows change their size: all of the flow stays in sight
 * until somebody takes hold of it. Where keys and lists move what is seen, anything done on the page does that; else only what is
 * done on the canvas. `then`: what its view begins with.
 */
export function useStayFitted(heldBy: 'page' | 'canvas', then?: () => unknown) {
  const flow = useReactFlow()
  const canvas = useStoreApi()

  // biome-ignore lint/correctness/useExhaustiveDependencies: `then` is what the canvas began with
  useEffect(() => {
    const pane = canvas.getState().domNode
    if (!pane) return
    const held = new AbortController()
    const room = new ResizeObserver(() => void flow.fitView(FIT).then(() => !held.signal.aborted && then?.()))
    room.observe(pane)
    const stop = () => {
      room.disconnect()
      held.abort()
    }
    for (const event of ['wheel', 'pointerdown', 'keydown'] as const)
      (heldBy === 'page' ? window : pane).addEventListener(event, stop, { passive: true, signal: held.signal })
    return stop
  }, [flow, canvas, heldBy])
}
