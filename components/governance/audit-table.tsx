'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { FilterX, ShieldCheck } from 'lucide-react'
import { useCallback, useState } from 'react'
import { QueryError } from '../shell/query-error'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { InfiniteRows } from '../ui/infinite-rows'
import { isEmpty } from '../ui/pages'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { type AuditFilter, filterInput } from './audit-filter'
import { AuditHead, AuditRow } from './audit-row'
import { EventDialog } from './event-dialog'
import type { AuditEvent } from './types'
import { useFreshEvents } from './use-fresh-events'

const FIRST_PAGE: string | undefined = undefined

export function AuditTable({ filter, onClear }: { filter: AuditFilter; onClear: () => void }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const [opened, setOpened] = useState<AuditEvent | null>(null)
  const input = { ...filterInput(filter), limit: 80 }
  const list = useInfiniteQuery({
    queryKey: trpc.audit.list.infiniteQueryKey(input),
    // Called by hand: tRPC's own infinite options add a `direction` that strict inputs refuse.
    queryFn: ({ pageParam: cursor, signal }) => api.audit.list.query({ ...input, cursor }, { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const { fetchNextPage, isFetching } = list
  // Another one once this fetch is done, so that what was asked for meanwhile is asked for again.
  const loadMore = useCallback(() => void (isFetching || fetchNextPage()), [isFetching, fetchNextPage])
  useFreshEvents(list)

  const isStale = list.isPlaceholderData
  if (list.isPending || (isStale && isEmpty(list.data))) return <RowsSkeleton rows={8} />
  if (!list.data) return <QueryError title="The audit could not be loaded" error={list.error} onRetry={() => list.refetch()} />

  const events = list.data.pages.flatMap((page) => page.items)
  const names = Object.assign({}, ...list.data.pages.map((page) => page.names))
  if (events.length === 0) return <NoEvents filtered={Object.values(filter).some(Boolean)} onClear={onClear} />
  return (
    <>
      <InfiniteRows
        label="Audit"
        head={<AuditHead />}
        items={events}
        rowHeight={56}
        hasMore={list.hasNextPage}
        loadMore={loadMore}
        moreFailed={list.isFetchNextPageError}
        isStale={isStale}
        renderRow={(event, row) => <AuditRow key={event.id} {...row} event={event} names={names} onOpen={() => setOpened(event)} />}
      />
      <EventDialog event={opened} names={names} onClose={() => setOpened(null)} />
    </>
  )
}

function NoEvents({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <EmptyState
      art={<FilterX className="size-7" strokeWidth={1.5} aria-hidden />}
      title="Nothing matches"
      className="pt-[10vh]"
      actions={<Button onClick={onClear}>Show everything</Button>}
    >
      What others did, or at another time, is hidden by the filter above.
    </EmptyState>
  ) : (
    <EmptyState
      art={<ShieldCheck className="size-7" strokeWidth={1.5} aria-hidden />}
      title="Nothing has been done yet"
      className="pt-[10vh]"
    >
      Whatever lasts is recorded here as it is done: who, what, before and after. Nobody can change or remove it unseen.
    </EmptyState>
  )
}
