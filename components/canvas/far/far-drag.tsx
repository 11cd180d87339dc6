'use client'
import { ViewportPortal } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { ElementStore } from '../elements'
import { useLifted } from './far'
import { createLift } from './lift'

/** What is dragged from afar, while it is. */
export function FarDrag({ elements }: { elements: ElementStore }) {
  const lifted = useLifted()
  const whole = useRef<HTMLDivElement>(null)
  const cards = useRef<HTMLDivElement>(null)
  const between = useRef<SVGPathElement>(null)
  const away = useRef<SVGPathElement>(null)

  useEffect(() => {
    if (!whole.current || !cards.current || !between.current || !away.current) return
    const on = { whole: whole.current, cards: cards.current, between: between.current, away: away.current }
    const lift = createLift(elements, lifted, on)
    elements.hand(lift.take)
    const stopped = new AbortController()
    // Once React Flow has said where it was let go.
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => setTimeout(lift.lower), { signal: stopped.signal })
    return () => {
      stopped.abort()
      elements.hand(null)
      lift.lower()
    }
  }, [elements, lifted])

  return (
    <ViewportPortal>
      <div ref={whole} hidden aria-hidden className="canvas-lifted">
        <svg aria-hidden className="canvas-far-strokes">
          <path ref={away} />
        </svg>
        <div ref={cards}>
          <svg aria-hidden className="canvas-far-strokes">
            <path ref={between} />
          </svg>
        </div>
      </div>
    </ViewportPortal>
  )
}
