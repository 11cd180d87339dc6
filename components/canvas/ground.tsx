'use client'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { distanceOf, type FarStore } from './far/far'

/** As in canvas.css. */
const GAP = 16
/** Closer dots are grey, not dots: then every other one is left out. */
const CLOSEST = 11

/**
 * The dotted ground, and what is known of the distance it is seen from. Both follow the view without drawing anything anew:
 * while the canvas is moved, nothing on it is painted (see canvas.css). From afar there are no dots among the boxes.
 */
export function Ground({ far }: { far: FarStore }) {
  const flow = useStoreApi()
  const dots = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const follow = ({ transform: [x, y, zoom], nodes }: ReturnType<typeof flow.getState>) => {
      const [before, now] = [far.getState(), distanceOf(zoom, nodes.length)]
      if (now.far !== before.far || now.many !== before.many) far.setState(now)
      const ground = dots.current
      if (!ground) return
      if (ground.hidden !== now.far) ground.hidden = now.far
      if (now.far) return
      let gap = GAP * zoom
      while (gap < CLOSEST) gap *= 2
      ground.style.transform = `translate(${(x % gap) - 1.5 * gap}px, ${(y % gap) - 1.5 * gap}px) scale(${gap / GAP})`
    }
    follow(flow.getState())
    return flow.subscribe((state, before) => {
      if (state.transform !== before.transform || state.nodes !== before.nodes) follow(state)
    })
  }, [flow, far])

  return <div ref={dots} aria-hidden className="canvas-ground" />
}
