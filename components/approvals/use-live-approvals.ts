'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useRef } from 'react'
import { useTRPC } from '../trpc/provider'

const PAUSE_MS = 400

/** Keeps questions fresh while they are looked at: a run that begins to wait or goes on tells of itself. */
export function useLiveApprovals() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const planned = useRef<ReturnType<typeof setTimeout>>(null)
  useSubscription(
    trpc.runs.onChanges.subscriptionOptions(undefined, {
      onData: () => {
        planned.current ??= setTimeout(() => {
          planned.current = null
          void queryClient.invalidateQueries(trpc.approvals.pathFilter())
        }, PAUSE_MS)
      },
    }),
  )
}
