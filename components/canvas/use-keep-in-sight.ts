'use client'
import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { absoluteBoxesOf } from './boxes'
import { type ElementStore, selectedNodes } from './elements'

const MARGIN = 24
/** Right of a card stand the names of its ways out, and the + of each. */
const WAYS_OUT = 84

/** Opening the panel, whenever that arrives, takes room from the canvas: a step that was chosen near the edge moves back into sight. */
export function useKeepInSight(elements: ElementStore) {
  const flow = useReactFlow()
  const only = useStore(elements.store, (state) => {
    const [first, ...more] = selectedNodes(state)
    return more.length === 0 ? first?.id : undefined
  })

  useEffect(() => {
    const pane = document.querySelector('.react-flow')
    if (only === undefined || !pane) return
    const room = new ResizeObserver(() => {
      const { width, height } = pane.getBoundingClientRect()
      const box = absoluteBoxesOf(elements.store.getState().nodes).get(only)
      if (!box) return
      const { x, y, zoom } = flow.getViewport()
      const dx = shift(box.x * zoom + x, (box.width + WAYS_OUT) * zoom, width)
      const dy = shift(box.y * zoom + y, box.height * zoom, height)
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: 180 })
    })
    // It also tells how things are at first.
    room.observe(pane)
    return () => room.disconnect()
  }, [only, elements, flow])
}

/** How far something must move to lie within `room`; what does not fit shows its start. */
function shift(start: number, size: number, room: number): number {
  if (start < MARGIN || size + 2 * MARGIN > room) return start < MARGIN || start + size > room ? MARGIN - start : 0
  return Math.min(0, room - MARGIN - (start + size))
}
