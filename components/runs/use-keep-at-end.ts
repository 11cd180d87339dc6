import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'

/** Rows that come by the dozen are read no quicker than this. */
const EVERY_MS = 500
/** So far from the end somebody has scrolled away. */
const NEAR_PX = 72

/** Has a growing list show its last row, unless somebody has scrolled away from what was the last one. */
export function useKeepAtEnd(virtualizer: Virtualizer<HTMLDivElement, Element>, on: boolean) {
  const latest = useRef(virtualizer)
  latest.current = virtualizer
  useEffect(() => {
    if (!on) return
    let seen = 0
    const timer = setInterval(() => {
      const { scrollOffset, scrollRect, scrollElement } = latest.current
      const end = latest.current.getTotalSize()
      const scrolledAway = seen - (scrollOffset ?? 0) - (scrollRect?.height ?? 0) > NEAR_PX
      if (scrollElement && end > seen && !scrolledAway) scrollElement.scrollTop = end
      seen = end
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [on])
}
