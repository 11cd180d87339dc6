'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useEditor } from '../editor/context'
import { useTRPC } from '../trpc/provider'
import type { Outputs } from '../trpc/types'

export type Thread = Outputs['comments']['list'][number]

/** What is said about this flow. */
export function useThreads() {
  const { flowId } = useEditor()
  const trpc = useTRPC()
  return useQuery(trpc.comments.list.queryOptions({ flowId }, { staleTime: 60_000 }))
}

/** Asks again whenever somebody said something; once in an editor. */
export function useFreshThreads() {
  const { together } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useEffect(
    () =>
      together.onComments(() => {
        void queryClient.invalidateQueries(trpc.comments.pathFilter())
        void queryClient.invalidateQueries(trpc.inbox.pathFilter())
      }),
    [together, trpc, queryClient],
  )
}
