'use client'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'

export function useCancelRun() {
  const trpc = useTRPC()
  return useMutation(trpc.runs.cancel.mutationOptions({ onError: sayFailure }))
}
