'use client'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'

const LOOK_EVERY_MS = 20_000

/** What others said that one should know of; looked at now and then wherever one is. */
export function useInbox() {
  const trpc = useTRPC()
  return useQuery(trpc.inbox.list.queryOptions(undefined, { enabled: useCan('flow.read'), refetchInterval: LOOK_EVERY_MS })).data ?? []
}
