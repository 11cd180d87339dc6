'use client'
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

/** Drawn beyond what is in sight, on either side. */
const MORE = 10

type Rows = { scroller: RefObject<HTMLElement | null>; count: number; height: number }

/** Which of many rows of the same height are in sight. It costs the same for ten as for a million: nothing is kept for each. */
export function useRowsInSight({ scroller, count, height }: Rows) {
  const [sight, setSight] = useState({ top: 0, room: 0 })
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const look = () => {
      const now = { top: box.scrollTop, room: box.clientHeight }
      setSight((before) => (before.top === now.top && before.room === now.room ? before : now))
    }
    look()
    box.addEventListener('scroll', look, { passive: true })
    const resized = new ResizeObserver(look)
    resized.observe(box)
    return () => {
      box.removeEventListener('scroll', look)
      resized.disconnect()
    }
  }, [scroller])

  const bring = useCallback(
    (row: number) => {
      const box = scroller.current
      if (!box) return
      const [top, bottom] = [row * height, (row + 1) * height]
      if (top < box.scrollTop) box.scrollTop = top
      else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
    },
    [scroller, height],
  )
  return { ...stretchOf(sight, count, height), total: count * height, bring }
}

/** `to`: the last one; below `from` where there is none. */
export function stretchOf({ top, room }: { top: number; room: number }, count: number, height: number): { from: number; to: number } {
  const last = Math.min(count - 1, Math.ceil((top + room) / height) + MORE)
  return { from: Math.max(0, Math.min(last, Math.floor(top / height) - MORE)), to: last }
}

export function rowsFrom(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
}
