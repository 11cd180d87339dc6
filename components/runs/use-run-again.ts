'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'

/** A new run of the same version with the same input; the page goes there. */
export function useRunAgain(workspace: string) {
  const trpc = useTRPC()
  const router = useRouter()
  return useMutation(
    trpc.runs.retry.mutationOptions({
      onSuccess: ({ runId }) => router.push(`/w/${workspace}/runs/${runId}`),
      onError: (error) => toast.error(errorMessage(error)),
    }),
  )
}
