'use client'
import { type Edge, ViewportPortal } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { useStore } from 'zustand'
import type { EdgeView } from '@/flow/engine/run-view'
import { absoluteBoxesOf } from './boxes'
import type { ElementStore } from './elements'
import { useFar } from './far'
import type { CanvasNode } from './flow-node'
import { FIRST_PORT_Y } from './measures'
import { useCanvas } from './model'

const LOOKS: readonly EdgeView[] = ['idle', 'dead', 'taken', 'next']

/** Lines that begin within the same piece of the flow share a stroke: where one changes its look, only that piece is painted anew. */
const PIECE = 1_000
/** In each direction; a very large flow has larger pieces, not more of them. */
const MOST_PIECES = 10

/** All lines, seen from afar: a stroke for each look and piece of the flow, as thousands of elements would cost more than they show. */
export function FarLines({ elements }: { elements: ElementStore }) {
  return useFar() ? <Strokes elements={elements} /> : null
}

function Strokes({ elements }: { elements: ElementStore }) {
  const nodes = useStore(elements.store, (state) => state.nodes)
  const edges = useStore(elements.store, (state) => state.edges)
  const live = useStore(useCanvas().live, (state) => state.edges)
  const lines = useMemo(() => linesOf(nodes, edges), [nodes, edges])
  const strokes = useMemo(() => {
    const paths = new Map<string, { look: EdgeView; path: string }>()
    for (const { id, piece, path } of lines) {
      const look = live.get(id) ?? 'idle'
      const stroke = paths.get(`${look} ${piece}`)
      if (stroke) stroke.path += path
      else paths.set(`${look} ${piece}`, { look, path })
    }
    return [...paths].sort(([, a], [, b]) => LOOKS.indexOf(a.look) - LOOKS.indexOf(b.look))
  }, [lines, live])
  return (
    <ViewportPortal>
      <svg aria-hidden className="canvas-far-lines">
        {strokes.map(([key, { look, path }]) => (
          <Stroke key={key} look={look} path={path} />
        ))}
      </svg>
    </ViewportPortal>
  )
}

function linesOf(nodes: readonly CanvasNode[], edges: readonly Edge[]): { id: string; piece: string; path: string }[] {
  const boxes = absoluteBoxesOf(nodes)
  let [right, bottom] = [0, 0]
  for (const { x, y } of boxes.values()) [right, bottom] = [Math.max(right, Math.abs(x)), Math.max(bottom, Math.abs(y))]
  const [width, height] = [Math.max(PIECE, right / MOST_PIECES), Math.max(PIECE, bottom / MOST_PIECES)]
  return edges.flatMap(({ id, source, target }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)]
    if (!from || !to) return []
    const path = `M${from.x + from.width} ${from.y + FIRST_PORT_Y}L${to.x} ${to.y + FIRST_PORT_Y}`
    return [{ id, piece: `${Math.floor(from.x / width)} ${Math.floor(from.y / height)}`, path }]
  })
}

const Stroke = memo(function Stroke({ look, path }: { look: EdgeView; path: string }) {
  return <path data-live={look} d={path} />
})
