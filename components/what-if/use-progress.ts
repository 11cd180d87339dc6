'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useRef } from 'react'
import { useTRPC } from '../trpc/provider'
import type { WhatIf } from './types'

const PAUSE_MS = 800

/** Keeps what is on the screen as far as the workers are, while they are at it. */
export function useProgress(whatIf: Pick<WhatIf, 'id' | 'flowId' | 'status'> | null | undefined) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const planned = useRef<ReturnType<typeof setTimeout>>(null)
  useSubscription(
    trpc.whatIf.onProgress.subscriptionOptions(
      { id: whatIf?.id ?? '' },
      {
        enabled: whatIf?.status === 'running',
        onData: ({ status, counts }) => {
          if (!whatIf) return
          const advance = (known: WhatIf | null | undefined) => (known?.id === whatIf.id ? { ...known, status, counts } : known)
          queryClient.setQueryData(trpc.whatIf.get.queryKey({ id: whatIf.id }), (known) => advance(known) ?? undefined)
          queryClient.setQueryData(trpc.whatIf.latest.queryKey({ flowId: whatIf.flowId }), advance)
          planned.current ??= setTimeout(() => {
            planned.current = null
            void queryClient.invalidateQueries(trpc.whatIf.results.pathFilter())
          }, PAUSE_MS)
        },
      },
    ),
  )
}
