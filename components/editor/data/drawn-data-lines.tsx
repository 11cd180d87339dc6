'use client'
import { ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { humanLabel } from '@/flow/mapping/human-label'
import { dataLines, usesIn } from '@/flow/mapping/uses'
import { absoluteBoxesOf } from '../../canvas/boxes'
import { edgePath } from '../../canvas/edge-path'
import { portY } from '../../canvas/measures'
import type { Box } from '../../canvas/place'
import { useEditor, useSelection } from '../context'
import './data-lines.css'

/** More at once is a tangle in which nothing can be seen. */
const MOST = 400
/** So many names fit on a line. */
const NAMES = 3

/** The way data takes, from the step that gave it to the steps that use it; of a chosen step its own. */
export function DrawnDataLines() {
  const { draft, canvas, elements } = useEditor()
  const nodes = useStore(draft.graph, (state) => state.nodes)
  const drawn = useStore(elements.store, (state) => state.nodes)
  const selection = useSelection()
  const lines = useMemo(() => dataLines(usesIn({ nodes: [...nodes.values()] }, canvas.manifest)), [nodes, canvas.manifest])
  const boxes = useMemo(() => absoluteBoxesOf(drawn), [drawn])
  const chosen = selection.length === 0 ? lines : lines.filter(({ from, to }) => selection.includes(from) || selection.includes(to))
  const shown = chosen.slice(0, MOST).flatMap((line) => {
    const [from, to] = [boxes.get(line.from), boxes.get(line.to)]
    return from && to ? [{ ...line, ...wayBetween(from, to) }] : []
  })
  return (
    <ViewportPortal>
      <svg className="data-lines" data-count={shown.length} aria-hidden="true">
        {shown.map(({ from, to, path, start, end }) => (
          <g key={`${from} ${to}`} data-from={from} data-to={to}>
            <path d={path} />
            <circle cx={start.x} cy={start.y} r={3.5} />
            <circle cx={end.x} cy={end.y} r={3.5} />
          </g>
        ))}
      </svg>
      {selection.length > 0 &&
        shown.map(({ from, to, fields, labelX, labelY }) => (
          <span
            key={`${from} ${to}`}
            className="data-line-names"
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {inWords(fields)}
          </span>
        ))}
    </ViewportPortal>
  )
}

function wayBetween(from: Box, to: Box) {
  const inside = to.x > from.x && to.x + to.width < from.x + from.width && to.y > from.y && to.y < from.y + from.height
  const start = { x: from.x + (inside ? 12 : from.width), y: from.y + portY(1) }
  const end = { x: to.x, y: to.y + portY(1) }
  return { start, end, ...edgePath({ sourceX: start.x, sourceY: start.y, targetX: end.x, targetY: end.y }) }
}

function inWords(fields: readonly string[]): string {
  if (fields.length === 0) return 'all of it'
  const names = fields.slice(0, NAMES).map(humanLabel).join(', ')
  return fields.length > NAMES ? `${names} and ${fields.length - NAMES} more` : names
}
