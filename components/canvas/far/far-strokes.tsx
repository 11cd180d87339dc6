'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { absoluteBoxesOf } from '../boxes'
import type { ElementStore } from '../elements'
import type { CanvasNode } from '../flow-node'
import type { Box } from '../place'
import { useFar, useIdsThere } from './far'
import { type FarLine, linesOf } from './line'
import { strokesOf } from './stroke'

/** Of the frame of a box, in canvas pixels (canvas.css). */
const FRAME = 3

/** Seen from afar: all lines, and cards that have not come to the page yet. */
export function FarStrokes({ elements }: { elements: ElementStore }) {
  return useFar() ? <Drawing elements={elements} /> : null
}

function Drawing({ elements }: { elements: ElementStore }) {
  const nodes = useStore(elements.store, (state) => state.nodes)
  const edges = useStore(elements.store, (state) => state.edges)
  const there = useIdsThere()
  const boxes = useMemo(() => absoluteBoxesOf(nodes), [nodes])
  const drawn = useRef<readonly FarLine[]>([])
  const lines = useMemo(() => {
    drawn.current = linesOf(boxes, edges, drawn.current)
    return strokesOf(drawn.current)
  }, [boxes, edges])
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

function outlinesOf(nodes: readonly CanvasNode[], boxes: ReadonlyMap<string, Box>, there: readonly string[]) {
  if (there.length === nodes.length) return []
  const known = new Set(there)
  return nodes.flatMap(({ id, type, hidden }) => {
    const box = boxes.get(id)
    return box && type === 'card' && !hidden && !known.has(id) ? [{ x1: box.x, y1: box.y, path: outline(box) }] : []
  })
}

function outline({ x, y, width, height }: Box): string {
  const half = FRAME / 2
  return `M${x + half} ${y + half}h${width - FRAME}v${height - FRAME}h${FRAME - width}z`
}
