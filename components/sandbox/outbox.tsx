'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { OutboxView } from './outbox-view'

const FIRST_PAGE: string | undefined = undefined
const LOOK_EVERY_MS = 3_000

/** What a mail sandbox would have sent. */
export function Outbox({ connectionId }: { connectionId: string }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { slug } = useSession().workspace
  const [openId, setOpenId] = useState<string | null>(null)
  const input = { connectionId, limit: 50 }
  const list = useInfiniteQuery({
    queryKey: trpc.sandbox.outbox.infiniteQueryKey(input),
    // Called by hand: tRPC's own infinite options add a `direction` that strict inputs refuse.
    queryFn: ({ pageParam: cursor, signal }) => api.sandbox.outbox.query({ ...input, cursor }, { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: LOOK_EVERY_MS,
  })
  const mail = useQuery(trpc.sandbox.mail.queryOptions({ connectionId, id: openId ?? '' }, { enabled: openId !== null }))
  if (list.isPending) return <RowsSkeleton rows={5} />
  if (!list.data) return <QueryError title="The outbox could not be opened" error={list.error} onRetry={() => list.refetch()} />
  return (
    <OutboxView
      items={list.data.pages.flatMap(({ items }) => items)}
      openId={openId}
      onOpen={setOpenId}
      mail={mail.data ?? null}
      instead={
        mail.isError ? (
          <QueryError title="The mail could not be opened" error={mail.error} onRetry={() => mail.refetch()} />
        ) : mail.isPending ? (
          <RowsSkeleton rows={3} />
        ) : undefined
      }
      hrefOf={({ $file }) => `/api/files/${slug}/${$file.id}`}
      hasMore={list.hasNextPage}
      loadMore={() => void list.fetchNextPage()}
    />
  )
}
