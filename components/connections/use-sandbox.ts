'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'

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
      onError: (error) => void toast.error(errorMessage(error)),
    }),
  )
}
