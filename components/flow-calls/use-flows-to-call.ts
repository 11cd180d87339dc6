'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import type { Outputs } from '../trpc/types'

export type FlowToCall = Outputs['flows']['toCall'][number]

/** Flows that a step can run, and those that look after failures. */
export function useFlowsToCall(wanted = true) {
  const trpc = useTRPC()
  return useQuery(trpc.flows.toCall.queryOptions(undefined, { enabled: wanted, staleTime: 30_000 }))
}
