'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Stretch } from './held-value'

/** Fetched beyond what is in sight, on either side: scrolling finds it there. */
const AHEAD = 60

/** What is in sight of a long list that is elsewhere, and a bit around it. `fetch` anew: all of it is another. */
export function useStretch<Item>(fetch: (stretch: Stretch) => Promise<Item[]>) {
  const [here, setHere] = useState<{ from: number; items: readonly Item[] }>({ from: 0, items: [] })
  const sight = useRef<Stretch>({ from: 0, to: 0 })
  const asked = useRef<Stretch | null>(null)

  const bring = useCallback(
    async (from: number, to: number) => {
      const stretch = { from: Math.max(0, from - AHEAD), to: to + AHEAD }
      asked.current = stretch
      const items = await fetch(stretch).catch(() => null) // the view says that the data is gone; nothing else is lost
      if (items && asked.current === stretch) setHere({ from: stretch.from, items })
    },
    [fetch],
  )
  const onSight = useCallback(
    (from: number, to: number) => {
      sight.current = { from, to }
      const has = asked.current
      if (!has || from < has.from || to > has.to) void bring(from, to)
    },
    [bring],
  )
  useEffect(() => {
    asked.current = null
    void bring(sight.current.from, sight.current.to)
  }, [bring])

  return {
    itemAt: (at: number): Item | null => here.items[at - here.from] ?? null,
    onSight,
    /** Where more came than was asked for. */
    around: () => ({ from: Math.max(0, sight.current.from - AHEAD), to: sight.current.to + AHEAD }),
    take: (from: number, items: readonly Item[]) => {
      asked.current = { from, to: from + items.length - 1 }
      setHere({ from, items })
    },
  }
}
