'use client'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { useIsHydrated } from '../ui/use-is-hydrated'

const LOOK_EVERY_MS = 20_000

/** How many questions wait for the person; looked at now and then wherever they are. */
export function useWaiting(): number {
  const trpc = useTRPC()
  const isHydrated = useIsHydrated()
  const count = useQuery(
    trpc.approvals.count.queryOptions(undefined, { enabled: useCan('run.read'), refetchInterval: LOOK_EVERY_MS, staleTime: 5_000 }),
  )
  return isHydrated ? (count.data?.waiting ?? 0) : 0
}
