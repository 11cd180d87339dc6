'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'

export function useStartWhatIf(onStarted: (id: string) => void = () => {}) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.whatIf.start.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.whatIf.latest.pathFilter())
        onStarted(id)
      },
      onError: (error) => void toast.error(errorMessage(error)),
    }),
  )
}
