'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'

/** Makes a sandbox account at an app. */
export function useCreateSandbox(onDone: (id: string) => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.connections.createSandbox.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.connections.pathFilter())
        onDone(id)
      },
      onError: sayFailure,
    }),
  )
}
