'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPCClient } from '../trpc/provider'
import type { Inputs } from '../trpc/types'

type Chosen = Inputs['runs']['countChosen']

/** As tRPC names what it caches of the runs, so that what concerns all of that concerns this. */
export const COUNTS = [['runs', 'countChosen']] as const

/** To how many of the chosen runs what can be done; undefined until they are counted. */
export function useCountChosen(chosen: Chosen, enabled: boolean) {
  const api = useTRPCClient()
  return useQuery({
    queryKey: [...COUNTS, chosen],
    queryFn: ({ signal }) => api.runs.countChosen.mutate(chosen, { signal }),
    enabled,
    placeholderData: 'ids' in chosen ? keepPreviousData : undefined,
  }).data
}
