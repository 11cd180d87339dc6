'use client'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { Distance } from './far/distance'

/** As in canvas.css. */
const GAP = 16
/** Closer dots are grey, not dots: then every other one is left out. */
const CLOSEST = 11

/**
 * The dotted ground. It follows the view without drawing anything anew: while the canvas is moved, nothing on it is painted (see
 * canvas.css). From afar there are no dots among the boxes.
 */
export function Ground({ distance }: { distance: StoreApi<Distance> }) {
  const flow = useStoreApi()
  const dots = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const follow = ({ transform: [x, y, zoom] }: ReturnType<typeof flow.getState>) => {
      const ground = dots.current
      if (!ground) return
      const { far } = distance.getState()
      if (ground.hidden !== far) ground.hidden = far
      if (far) return
      let gap = GAP * zoom
      while (gap < CLOSEST) gap *= 2
      ground.style.transform = `translate(${(x % gap) - 1.5 * gap}px, ${(y % gap) - 1.5 * gap}px) scale(${gap / GAP})`
    }
    follow(flow.getState())
    return flow.subscribe((state, before) => {
      if (state.transform !== before.transform || state.nodes !== before.nodes) follow(state)
    })
  }, [flow, distance])

  return <div ref={dots} aria-hidden className="canvas-ground" />
}
