'use client'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { type FarStore, isFar } from './far/far'

const GAP = 16
/** Closer dots are grey, not dots: then every other one is left out. */
const CLOSEST = 11
/** The ground reaches that far beyond what is seen, so that it only has to be shifted. */
const MARGIN = 64

/**
 * The dotted ground, and what is known of the distance it is seen from. Both follow the view without drawing anything anew:
 * while the canvas is moved, nothing on it is painted (see canvas.css).
 */
export function Ground({ far }: { far: FarStore }) {
  const flow = useStoreApi()
  const dots = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const follow = ({ transform: [x, y, zoom], nodes }: ReturnType<typeof flow.getState>) => {
      const next = isFar(zoom, nodes.length)
      if (far.getState().far !== next) far.setState({ far: next })
      const ground = dots.current
      if (!ground) return
      let gap = GAP * zoom
      while (gap < CLOSEST) gap *= 2
      const size = `${gap}px ${gap}px`
      if (ground.style.backgroundSize !== size) ground.style.backgroundSize = size
      ground.style.transform = `translate(${(x % gap) - gap / 2}px, ${(y % gap) - gap / 2}px)`
    }
    follow(flow.getState())
    return flow.subscribe((state, before) => {
      if (state.transform !== before.transform || state.nodes !== before.nodes) follow(state)
    })
  }, [flow, far])

  return <div ref={dots} aria-hidden className="canvas-ground" style={{ inset: -MARGIN }} />
}
