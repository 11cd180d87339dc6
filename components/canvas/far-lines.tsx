'use client'
import { type Edge, ViewportPortal } from '@xyflow/react'
import { memo, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { EdgeView } from '@/flow/engine/run-view'
import { absoluteBoxesOf } from './boxes'
import type { ElementStore } from './elements'
import { useFar } from './far'
import type { CanvasNode } from './flow-node'
import { FIRST_PORT_Y } from './measures'
import { useCanvas } from './model'
import type { Box } from './place'

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
  const drawn = useRef<ReadonlyMap<string, Line>>(new Map())
  const lines = useMemo(() => {
    const now = linesOf(nodes, edges, drawn.current)
    drawn.current = new Map(now.map((line) => [line.id, line]))
    return now
  }, [nodes, edges])
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

type Line = { id: string; piece: string; path: string; from: Box; to: Box }

/** A line whose ends stand where they stood is the same line: of a thousand, a drag moves a few. */
function linesOf(nodes: readonly CanvasNode[], edges: readonly Edge[], before: ReadonlyMap<string, Line>): Line[] {
  const boxes = absoluteBoxesOf(nodes)
  let [right, bottom] = [0, 0]
  for (const { x, y } of boxes.values()) [right, bottom] = [Math.max(right, Math.abs(x)), Math.max(bottom, Math.abs(y))]
  const [width, height] = [Math.max(PIECE, right / MOST_PIECES), Math.max(PIECE, bottom / MOST_PIECES)]
  return edges.flatMap(({ id, source, target }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)]
    if (!from || !to) return []
    const same = before.get(id)
    if (same && isSame(same.from, from) && isSame(same.to, to)) return [same]
    const path = `M${from.x + from.width} ${from.y + FIRST_PORT_Y}L${to.x} ${to.y + FIRST_PORT_Y}`
    return [{ id, piece: `${Math.floor(from.x / width)} ${Math.floor(from.y / height)}`, path, from, to }]
  })
}

function isSame(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width
}

const Stroke = memo(function Stroke({ look, path }: { look: EdgeView; path: string }) {
  return <path data-live={look} d={path} />
})
