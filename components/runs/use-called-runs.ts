'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import type { Outputs } from '../trpc/types'
import { useOnRunChanges } from './use-on-run-changes'

export type CalledRun = Outputs['runs']['called'][number]

const PAUSE_MS = 400

/** Runs that this one started, as they stand. */
export function useCalledRuns(runId: string): readonly CalledRun[] {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useOnRunChanges(() => void queryClient.invalidateQueries(trpc.runs.called.queryFilter({ id: runId })), PAUSE_MS)
  return useQuery(trpc.runs.called.queryOptions({ id: runId })).data ?? []
}
