'use client'
import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { absoluteBoxesOf } from './boxes'
import type { ElementStore } from './elements'

const MARGIN = 24
/** Right of a card stand the names of its ways out, and the + of each. */
const WAYS_OUT = 84

/** Opening the panel takes room from the canvas: a step that was chosen near the edge moves back into sight. */
export function useKeepInSight(elements: ElementStore) {
  const flow = useReactFlow()
  const only = useStore(elements.store, ({ nodes }) => {
    const [first, ...more] = nodes.filter((node) => node.selected)
    return more.length === 0 ? first?.id : undefined
  })

  useEffect(() => {
    if (only === undefined) return
    const frame = requestAnimationFrame(() => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect()
      const box = absoluteBoxesOf(elements.store.getState().nodes).get(only)
      if (!pane || !box) return
      const { x, y, zoom } = flow.getViewport()
      const dx = shift(box.x * zoom + x, (box.width + WAYS_OUT) * zoom, pane.width)
      const dy = shift(box.y * zoom + y, box.height * zoom, pane.height)
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: 180 })
    })
    return () => cancelAnimationFrame(frame)
  }, [only, elements, flow])
}

/** How far something must move to lie within `room`; what does not fit shows its start. */
function shift(start: number, size: number, room: number): number {
  if (start < MARGIN || size + 2 * MARGIN > room) return start < MARGIN || start + size > room ? MARGIN - start : 0
  return Math.min(0, room - MARGIN - (start + size))
}
