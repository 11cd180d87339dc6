'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'

const LOOK_EVERY_MS = 10_000

/** How many questions wait for the person who looks. */
export function useWaiting(): number {
  const trpc = useTRPC()
  return useQuery(trpc.approvals.count.queryOptions(undefined, { refetchInterval: LOOK_EVERY_MS })).data?.waiting ?? 0
}
