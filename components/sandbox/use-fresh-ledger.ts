'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'

/** Runs enter bills at any time. Nothing rings for a sandbox, so the page looks again while it is in sight. */
const LOOK_EVERY_MS = 3_000

export function useFreshLedger(connectionId: string) {
  const trpc = useTRPC()
  return useQuery(trpc.sandbox.ledger.queryOptions({ connectionId }, { refetchInterval: LOOK_EVERY_MS }))
}
