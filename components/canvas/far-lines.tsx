'use client'
import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo } from 'react'
import { useStore } from 'zustand'
import type { EdgeView } from '@/flow/engine/run-view'
import { absoluteBoxesOf } from './boxes'
import type { ElementStore } from './elements'
import { useFar } from './far'
import { FIRST_PORT_Y } from './measures'
import { useCanvas } from './model'

const LOOKS: readonly EdgeView[] = ['idle', 'dead', 'taken', 'next']

/** All lines, seen from afar: one stroke for each look, as thousands of elements would cost more than they show. */
export function FarLines({ elements }: { elements: ElementStore }) {
  return useFar() ? <Strokes elements={elements} /> : null
}

function Strokes({ elements }: { elements: ElementStore }) {
  const { nodes, edges } = useStore(elements.store)
  const live = useStore(useCanvas().live, (state) => state.edges)
  const strokes = useMemo(() => {
    const boxes = absoluteBoxesOf(nodes)
    const paths = new Map<EdgeView, string[]>(LOOKS.map((look) => [look, []]))
    for (const { id, source, target } of edges) {
      const [from, to] = [boxes.get(source), boxes.get(target)]
      if (!from || !to) continue
      paths.get(live.get(id) ?? 'idle')?.push(`M${from.x + from.width} ${from.y + FIRST_PORT_Y}L${to.x} ${to.y + FIRST_PORT_Y}`)
    }
    return paths
  }, [nodes, edges, live])
  return (
    <ViewportPortal>
      <svg aria-hidden className="canvas-far-lines">
        {LOOKS.map((look) => (
          <Stroke key={look} look={look} path={strokes.get(look)?.join('') ?? ''} />
        ))}
      </svg>
    </ViewportPortal>
  )
}

const Stroke = memo(function Stroke({ look, path }: { look: EdgeView; path: string }) {
  return path === '' ? null : <path data-live={look} d={path} />
})
