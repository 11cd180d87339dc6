'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { absoluteBoxesOf } from '../boxes'
import type { ElementStore } from '../elements'
import { useFar, useIdsThere, useLifted } from './far'
import { type FarLine, linesOf } from './line'
import { outlinesOf } from './outline'
import { strokesOf } from './stroke'

/** Seen from afar: all lines but those of cards that are dragged, and cards that have not come to the page yet. */
export function FarStrokes({ elements }: { elements: ElementStore }) {
  return useFar() ? <Drawing elements={elements} /> : null
}

function Drawing({ elements }: { elements: ElementStore }) {
  const nodes = useStore(elements.store, (state) => state.nodes)
  const edges = useStore(elements.store, (state) => state.edges)
  const there = useIdsThere()
  const lifted = useStore(useLifted())
  const boxes = useMemo(() => absoluteBoxesOf(nodes), [nodes])
  const drawn = useRef<readonly FarLine[]>([])
  const lines = useMemo(() => {
    const rest = edges.filter(({ source, target }) => !lifted.has(source) && !lifted.has(target))
    drawn.current = linesOf(boxes, rest, drawn.current)
    return strokesOf(drawn.current)
  }, [boxes, edges, lifted])
  const cards = useMemo(() => strokesOf(outlinesOf(nodes, boxes, there)), [nodes, boxes, there])
  return (
    <ViewportPortal>
      <svg aria-hidden className="canvas-far-strokes">
        {[...lines].map(([piece, path]) => (
          <Stroke key={piece} path={path} />
        ))}
        <g>
          {[...cards].map(([piece, path]) => (
            <Stroke key={piece} path={path} />
          ))}
        </g>
      </svg>
    </ViewportPortal>
  )
}

const Stroke = memo(function Stroke({ path }: { path: string }) {
  return <path d={path} />
})
