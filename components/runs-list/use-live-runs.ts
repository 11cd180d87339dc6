'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useOnRunChanges } from '../runs/use-on-run-changes'
import { useTRPC } from '../trpc/provider'

const PAUSE_MS = 700

/** Keeps run lists, and how many runs match, fresh while they are looked at. */
export function useLiveRuns() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useOnRunChanges(() => {
    void queryClient.invalidateQueries(trpc.runs.list.pathFilter())
    void queryClient.invalidateQueries(trpc.runs.countChosen.pathFilter())
  }, PAUSE_MS)
}
