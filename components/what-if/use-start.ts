'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Inputs } from '../trpc/types'

type Options = {
  /** What is being changed is part of the draft once this resolves. */
  settled?: () => Promise<void>
  onStarted?: (id: string) => void
}

export function useStartWhatIf({ settled = async () => {}, onStarted = () => {} }: Options = {}) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (what: Inputs['whatIf']['start']) => {
      await settled()
      return client.whatIf.start.mutate(what)
    },
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries(trpc.whatIf.latest.pathFilter())
      onStarted(id)
    },
    onError: sayFailure,
  })
}
