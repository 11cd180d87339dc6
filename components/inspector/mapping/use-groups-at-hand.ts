'use client'
import { useEffect, useState } from 'react'
import type { PickGroup } from './pick-entries'

/** So many are worked out at once: more than a list shows. */
const FIRST = 40
/** Then a slice at a time, between the keys that are typed. */
const SLICE_MS = 8

/** The nearest groups at once, and while somebody searches all others, too: a thousand steps must not hold up a key. */
export function useGroupsAtHand(groups: readonly PickGroup[], searching: boolean): readonly PickGroup[] {
  const [made, setMade] = useState({ groups, count: FIRST })
  const count = made.groups === groups ? made.count : FIRST
  useEffect(() => {
    if (!searching || count >= groups.length) return
    const timer = setTimeout(() => {
      const end = performance.now() + SLICE_MS
      let next = count
      for (; next < groups.length && performance.now() < end; next++) groups[next]?.entries.at(0)
      setMade({ groups, count: next })
    })
    return () => clearTimeout(timer)
  }, [groups, count, searching])
  return count < groups.length ? groups.slice(0, count) : groups
}
