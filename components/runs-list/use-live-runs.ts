'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useRef } from 'react'
import { useTRPC } from '../trpc/provider'

const PAUSE_MS = 700

/** Keeps run lists fresh while they are looked at: a burst of changes becomes one look. */
export function useLiveRuns() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const planned = useRef<ReturnType<typeof setTimeout>>(null)
  useSubscription(
    trpc.runs.onChanges.subscriptionOptions(undefined, {
      onData: () => {
        planned.current ??= setTimeout(() => {
          planned.current = null
          void queryClient.invalidateQueries(trpc.runs.list.pathFilter())
        }, PAUSE_MS)
      },
    }),
  )
}
