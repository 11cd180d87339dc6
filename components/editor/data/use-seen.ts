'use client'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Seen } from '@/flow/checks/typing'
import { isTerminal } from '@/flow/engine/status'
import type { EditorScreen } from '../context'
import { seenIn } from './seen-in'

/** What data was like in the run that is shown, or else the last one; looked at when it is over. */
export function useSeen(screen: StoreApi<EditorScreen>): Seen | undefined {
  const follower = useStore(screen, (state) => state.run ?? state.sample)
  const [seen, setSeen] = useState<Seen>()
  useEffect(() => {
    if (!follower) return setSeen(undefined)
    const look = () => {
      const run = follower.store.getState()
      if (isTerminal(run.status) && run.state.seq > 0) setSeen(seenIn(run))
    }
    look()
    return follower.store.subscribe(look)
  }, [follower])
  return seen
}
