'use client'
import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'

export function useCancelRun() {
  const trpc = useTRPC()
  return useMutation(trpc.runs.cancel.mutationOptions({ onError: (error) => toast.error(errorMessage(error)) }))
}
