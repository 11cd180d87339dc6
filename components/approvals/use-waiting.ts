'use client'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { useListens } from '../ui/use-listens'

const LOOK_EVERY_MS = 20_000

/** How many questions wait for the person; looked at now and then wherever they are. */
export function useWaiting(): number {
  const trpc = useTRPC()
  // Parts of a page wake one after the other: what one has fetched by then, this one does not draw before it is awake itself.
  const listens = useListens()
  const count = useQuery(
    trpc.approvals.count.queryOptions(undefined, { enabled: useCan('run.read'), refetchInterval: LOOK_EVERY_MS, staleTime: 5_000 }),
  )
  return listens ? (count.data?.waiting ?? 0) : 0
}
