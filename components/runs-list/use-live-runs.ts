'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useOnRunChanges } from '../runs/use-on-run-changes'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { freshenRuns, untilIdle } from './freshen-runs'
import { runListInput } from './run-pages'
import type { RunFilter } from './types'
import { COUNTS } from './use-count-chosen'

const PAUSE_MS = 700
/** Between two looks at all of a list that changes faster than anybody reads. */
const REST_MS = 5_000
/** So often at least all of it is asked for while runs change: flows get other names, and hours pass. */
const ALL_EVERY_MS = 60_000

/** Keeps the list of runs, and how many runs match, fresh while they are looked at. */
export function useLiveRuns(filter: RunFilter) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queryClient = useQueryClient()
  const input = runListInput(filter)
  const queryKey = trpc.runs.list.infiniteQueryKey(input)
  const allAskedAt = useRef<number>(null)

  const isShown = () => queryClient.getQueryData(queryKey) !== undefined
  useOnRunChanges(
    async (changed) => {
      void queryClient.invalidateQueries({ queryKey: COUNTS })
      // Lists that nobody looks at are asked for again when somebody does.
      void queryClient.invalidateQueries({ ...trpc.runs.list.pathFilter(), type: 'inactive', refetchType: 'none' })
      allAskedAt.current ??= Date.now()
      const isDue = Date.now() - allAskedAt.current > ALL_EVERY_MS
      const freshness =
        changed === null || isDue
          ? 'ask for all'
          : await freshenRuns(queryClient, queryKey, changed, (among) => api.runs.list.query({ ...input, among })).catch(
              () => 'ask for all',
            )
      if (freshness === 'fresh') return
      allAskedAt.current = Date.now()
      // A page on its way down is let through: nobody would ask for it again.
      await untilIdle(queryClient, queryKey)
      await queryClient.invalidateQueries({ queryKey, exact: true })
      if (freshness === 'too many') await new Promise((resolve) => setTimeout(resolve, REST_MS))
    },
    PAUSE_MS,
    isShown,
  )
}
