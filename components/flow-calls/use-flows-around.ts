'use client'
import { useMemo } from 'react'
import type { FlowsAround } from '@/flow/checks/check-flows'
import { useFlowsToCall } from './use-flows-to-call'

/** What the checks of one flow's draft have to know of the others; undefined until it is known. */
export function useFlowsAround(self: string): FlowsAround | undefined {
  const { data } = useFlowsToCall()
  return useMemo(() => data && { self, byId: new Map(data.map((flow) => [flow.id, flow])) }, [data, self])
}
