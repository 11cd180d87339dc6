'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { ALONE } from '../trpc/client'
import { errorMessage, PlainError } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { Connection } from './types'

/** Everything that can be done to an account without a form. */
export function useConnectionVerbs() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const settle = {
    onError: sayFailure,
    onSettled: () => queryClient.invalidateQueries(trpc.connections.pathFilter()),
  }
  const test = useMutation(trpc.connections.test.mutationOptions({ trpc: { context: ALONE }, onSettled: settle.onSettled }))
  return {
    rename: useMutation(trpc.connections.rename.mutationOptions(settle)),
    setLimit: useMutation(trpc.connections.setLimit.mutationOptions(settle)),
    remove: useMutation(trpc.connections.remove.mutationOptions(settle)),
    test: ({ id, name }: Connection) =>
      void toast.promise(
        test.mutateAsync({ id }).then((found) => {
          if (!found.works) throw new PlainError(found.reason)
          return found.account
        }),
        {
          loading: `Testing ${name}`,
          success: (account) => `${name} works: ${account}`,
          error: errorMessage,
        },
      ),
  }
}
