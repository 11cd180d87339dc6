'use client'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useRef } from 'react'
import { useTRPC } from '../trpc/provider'

/** Calls `look` when runs of the workspace came or changed; a burst of changes becomes one look. */
export function useOnRunChanges(look: () => void, pauseMs: number) {
  const trpc = useTRPC()
  const planned = useRef<ReturnType<typeof setTimeout>>(null)
  useSubscription(
    trpc.runs.onChanges.subscriptionOptions(undefined, {
      onData: () => {
        planned.current ??= setTimeout(() => {
          planned.current = null
          look()
        }, pauseMs)
      },
    }),
  )
}
