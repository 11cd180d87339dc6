'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { ElementStore } from '../elements'
import { useFar } from './far'
import { type FarLine, linesOf } from './line'

/** Lines that begin within the same piece of the flow share a stroke: where one is moved, only that piece is painted anew. */
const PIECE = 1_000
/** In each direction; a very large flow has larger pieces, not more of them. */
const MOST_PIECES = 10

/** All lines, seen from afar: a stroke for each piece of the flow, as thousands of elements would cost more than they show. */
export function FarLines({ elements }: { elements: ElementStore }) {
  return useFar() ? <Strokes elements={elements} /> : null
}

function Strokes({ elements }: { elements: ElementStore }) {
  const nodes = useStore(elements.store, (state) => state.nodes)
  const edges = useStore(elements.store, (state) => state.edges)
  const drawn = useRef<readonly FarLine[]>([])
  const strokes = useMemo(() => {
    drawn.current = linesOf(nodes, edges, drawn.current)
    return strokesOf(drawn.current)
  }, [nodes, edges])
  return (
    <ViewportPortal>
      <svg aria-hidden className="canvas-far-lines">
        {[...strokes].map(([piece, path]) => (
          <Stroke key={piece} path={path} />
        ))}
      </svg>
    </ViewportPortal>
  )
}

function strokesOf(lines: readonly FarLine[]): Map<string, string> {
  let [right, bottom] = [0, 0]
  for (const { x1, y1 } of lines) [right, bottom] = [Math.max(right, Math.abs(x1)), Math.max(bottom, Math.abs(y1))]
  const [width, height] = [Math.max(PIECE, right / MOST_PIECES), Math.max(PIECE, bottom / MOST_PIECES)]
  const strokes = new Map<string, string>()
  for (const { x1, y1, path } of lines) {
    const piece = `${Math.floor(x1 / width)} ${Math.floor(y1 / height)}`
    strokes.set(piece, (strokes.get(piece) ?? '') + path)
  }
  return strokes
}

const Stroke = memo(function Stroke({ path }: { path: string }) {
  return <path d={path} />
})
