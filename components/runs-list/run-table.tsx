'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { InfiniteRows } from '../ui/infinite-rows'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { NoRuns } from './no-runs'
import { RunHead, RunRow } from './run-row'
import type { RunFilter } from './types'
import { useRunRowActions } from './use-run-row-actions'

export function RunTable({ filter }: { filter: RunFilter }) {
  const trpc = useTRPC()
  const { slug } = useSession().workspace
  const list = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(
      { ...filter, limit: 60 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
  const { actionsOf, setCurrent } = useRunRowActions()
  const { fetchNextPage } = list
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])

  if (list.isPending) return <RowsSkeleton rows={8} />
  if (!list.data) return <QueryError title="The runs could not be loaded" error={list.error} onRetry={() => list.refetch()} />

  const runs = list.data.pages.flatMap((page) => page.items)
  if (runs.length === 0) return <NoRuns filtered={Object.values(filter).some(Boolean)} flowsHref={hrefOf(slug, '/flows')} />
  return (
    <InfiniteRows
      label="Runs"
      head={<RunHead />}
      items={runs}
      rowHeight={56}
      hasMore={list.hasNextPage}
      loadMore={loadMore}
      onCurrentChange={setCurrent}
      renderRow={(run, row) => <RunRow key={run.id} {...row} run={run} href={hrefOf(slug, `/runs/${run.id}`)} actions={actionsOf(run)} />}
    />
  )
}
