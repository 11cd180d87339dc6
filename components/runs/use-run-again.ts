'use client'
import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useGo } from '../shell/go'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'

/** A new run of the same version with the same input; the page goes there. */
export function useRunAgain(workspace: string) {
  const trpc = useTRPC()
  const go = useGo()
  return useMutation(
    trpc.runs.retry.mutationOptions({
      onSuccess: ({ runId }) => go(`/w/${workspace}/runs/${runId}`),
      onError: (error) => toast.error(errorMessage(error)),
    }),
  )
}
