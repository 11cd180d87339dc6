'use client'
import { useMutation } from '@tanstack/react-query'
import { useGo } from '../shell/go'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'

/** A new run of the same version with the same input; the page goes there. */
export function useRunAgain(workspace: string) {
  const trpc = useTRPC()
  const go = useGo()
  return useMutation(
    trpc.runs.retry.mutationOptions({
      onSuccess: ({ runId }) => go(`/w/${workspace}/runs/${runId}`),
      onError: sayFailure,
    }),
  )
}
