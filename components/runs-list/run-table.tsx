'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { SearchAlert } from 'lucide-react'
import { useCallback } from 'react'
import { ContinueDialog } from '../runs/continue-dialog'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { useTickActions } from '../ticks/use-tick-actions'
import type { Ticked } from '../ticks/use-ticked'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { InfiniteRows } from '../ui/infinite-rows'
import { isEmpty } from '../ui/pages'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { NoRuns } from './no-runs'
import { RunAgainDialog } from './run-again-dialog'
import { isFiltered } from './run-filter'
import { runListInput } from './run-pages'
import { RunHead, RunRow } from './run-row'
import { SearchingBack } from './searching-back'
import type { RunFilter } from './types'
import { unreadInWords } from './unread-in-words'
import { useRunRowActions } from './use-run-row-actions'

const FIRST_PAGE: string | undefined = undefined

export function RunTable({ filter, ticked }: { filter: RunFilter; ticked: Ticked }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { slug } = useSession().workspace
  const input = runListInput(filter)
  const list = useInfiniteQuery({
    queryKey: trpc.runs.list.infiniteQueryKey(input),
    // Called by hand: tRPC's own infinite options add a `direction` that strict inputs refuse.
    queryFn: ({ pageParam: cursor, signal }) => api.runs.list.query({ ...input, cursor }, { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const runs = list.data?.pages.flatMap((page) => page.items) ?? []
  const ids = runs.map(({ id }) => id)
  useTickActions('Runs', ids, ticked)
  const { actionsOf, setCurrent, goingOn, setGoingOn, again } = useRunRowActions(runs, ticked)
  const { fetchNextPage } = list
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])

  // What was found before says nothing about what is looked for now.
  const isStale = list.isPlaceholderData
  if (list.isPending || (isStale && isEmpty(list.data))) return <RowsSkeleton rows={8} />
  if (!list.data) return <QueryError title="The runs could not be loaded" error={list.error} onRetry={() => list.refetch()} />

  const unread = list.data.pages.reduce((sum, page) => sum + page.unread, 0)
  if (runs.length === 0 && list.hasNextPage)
    return (
      <SearchingBack
        onMore={loadMore}
        isBusy={list.isFetchingNextPage}
        floor={list.data.pages.at(-1)?.nextCursor ?? null}
        unread={unread}
      />
    )
  if (runs.length === 0)
    return <NoRuns filtered={isFiltered(filter)} flowsHref={hrefOf(slug, '/flows')} runsHref={hrefOf(slug, '/runs')} unread={unread} />
  return (
    <>
      {unread > 0 && (
        <p role="status" className="flex shrink-0 gap-2 bg-wait-soft px-3 py-2 text-sm text-wait-ink sm:px-5">
          <SearchAlert className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} aria-hidden />
          {unreadInWords(unread)}
        </p>
      )}
      {goingOn && <ContinueDialog workspace={slug} run={goingOn} open onOpenChange={() => setGoingOn(null)} />}
      {again && <RunAgainDialog {...again} />}
      <InfiniteRows
        label="Runs"
        head={<RunHead ids={ids} ticked={ticked} />}
        items={runs}
        rowHeight={56}
        hasMore={list.hasNextPage}
        loadMore={loadMore}
        moreFailed={list.isFetchNextPageError}
        isStale={isStale}
        onCurrentChange={setCurrent}
        renderRow={(run, row) => (
          <RunRow
            key={run.id}
            {...row}
            run={run}
            href={hrefOf(slug, `/runs/${run.id}`)}
            actions={actionsOf(run)}
            ticked={ticked}
            among={() => ids}
          />
        )}
      />
    </>
  )
}
