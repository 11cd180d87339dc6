'use client'
import { useCallback, useState } from 'react'

export type Ticked = { ids: ReadonlySet<string>; toggle: (id: string) => void; clear: () => void }

const MOST = 1_000
const NONE: ReadonlySet<string> = new Set()

/** Runs somebody ticked in the list. */
export function useTickedRuns(): Ticked {
  const [ids, setIds] = useState(NONE)
  const toggle = useCallback((id: string) => {
    setIds((before) => {
      const next = new Set(before)
      if (!next.delete(id) && next.size < MOST) next.add(id)
      return next
    })
  }, [])
  const clear = useCallback(() => setIds(NONE), [])
  return { ids, toggle, clear }
}
