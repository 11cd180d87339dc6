'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { FilterX, LoaderCircle } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { Verdict } from '@/flow/what-if/result'
import { QueryError } from '../shell/query-error'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { DialogRoot } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { InfiniteRows } from '../ui/infinite-rows'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { ResultHead, ResultRow } from './result-row'
import { RunDifferenceDialog } from './run-difference-dialog'
import type { TriedRun, WhatIf } from './types'

const FIRST_PAGE: string | undefined = undefined

export function ResultTable({ whatIf, verdict }: { whatIf: WhatIf; verdict: Verdict | undefined }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const [open, setOpen] = useState<TriedRun | null>(null)
  const input = { id: whatIf.id, verdict, limit: 60 }
  const list = useInfiniteQuery({
    queryKey: trpc.whatIf.results.infiniteQueryKey(input),
    queryFn: ({ pageParam: cursor, signal }) => api.whatIf.results.query({ ...input, cursor }, { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const { fetchNextPage } = list
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])

  // What came out otherwise says nothing about what is looked for now.
  const isStale = list.isPlaceholderData
  if (list.isPending || (isStale && list.data.pages.every(({ items }) => items.length === 0))) return <RowsSkeleton rows={8} />
  if (!list.data) return <QueryError title="The runs could not be loaded" error={list.error} onRetry={() => list.refetch()} />
  const runs = list.data.pages.flatMap((page) => page.items).map((run) => ({ ...run, id: run.runId }))
  if (runs.length === 0) return <Nothing running={whatIf.status === 'running' && verdict === undefined} />
  return (
    <>
      <InfiniteRows
        label="Runs that were tried"
        head={<ResultHead />}
        items={runs}
        rowHeight={64}
        hasMore={list.hasNextPage}
        loadMore={loadMore}
        moreFailed={list.isFetchNextPageError}
        isStale={isStale}
        renderRow={(run, row) => <ResultRow key={run.id} {...row} run={run} onOpen={() => setOpen(run)} />}
      />
      <DialogRoot open={open !== null} onOpenChange={(next) => !next && setOpen(null)}>
        {open && <RunDifferenceDialog whatIfId={whatIf.id} run={open} />}
      </DialogRoot>
    </>
  )
}

function Nothing({ running }: { running: boolean }) {
  if (!running) {
    return (
      <EmptyState
        art={<FilterX className="size-7" strokeWidth={1.5} aria-hidden />}
        title="No run came out like this"
        className="pt-[10vh]"
      >
        Choose another count above to see its runs.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      art={<LoaderCircle className="size-7 animate-spin" strokeWidth={1.5} aria-hidden />}
      title="The first run is being tried"
      className="pt-[10vh]"
    >
      Each appears here as soon as it is done. You may leave this page meanwhile.
    </EmptyState>
  )
}
