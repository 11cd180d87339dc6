'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useDeferredValue, useState } from 'react'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import type { Outputs } from '../trpc/types'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { Desk } from './desk'
import type { DeskTab } from './types'
import { useLiveApprovals } from './use-live-approvals'
import { useWaiting } from './use-waiting'

type Cursor = NonNullable<Outputs['approvals']['list']['nextCursor']>

const FIRST_PAGE = undefined as Cursor | undefined

export function ApprovalsPage({ tab }: { tab: DeskTab }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const router = useRouter()
  const { slug } = useSession().workspace
  const waiting = useWaiting()
  useLiveApprovals()
  const [text, setText] = useState('')
  const search = useDeferredValue(tab === 'decided' ? '' : text.trim())
  const input = { tab, search, limit: 60 }
  const list = useInfiniteQuery({
    queryKey: trpc.approvals.list.infiniteQueryKey(input),
    // Called by hand: tRPC's own infinite options add a `direction` that strict inputs refuse.
    queryFn: ({ pageParam: cursor, signal }) => api.approvals.list.query({ ...input, cursor }, { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // While another word is looked for; what another tab held says nothing here.
    placeholderData: (before, query) => {
      const asked = query?.queryKey[1]?.input
      return asked && typeof asked === 'object' && 'tab' in asked && asked.tab === tab ? before : undefined
    },
  })
  const { fetchNextPage } = list
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const instead =
    list.isPending || (list.isPlaceholderData && items.length === 0) ? (
      <RowsSkeleton rows={6} />
    ) : list.data ? undefined : (
      <QueryError title="The approvals could not be loaded" error={list.error} onRetry={() => list.refetch()} />
    )
  return (
    <>
      <TopBar>
        <Crumbs title="Approvals" />
      </TopBar>
      <Desk
        tab={tab}
        onTab={(next) => router.replace(hrefOf(slug, next === 'mine' ? '/approvals' : `/approvals?show=${next}`), { scroll: false })}
        waiting={waiting}
        items={items}
        text={text}
        onText={setText}
        hrefOf={(id) => hrefOf(slug, `/approvals/${id}`)}
        hasMore={list.hasNextPage}
        loadMore={loadMore}
        moreFailed={list.isFetchNextPageError}
        isStale={list.isPlaceholderData}
        instead={instead}
      />
    </>
  )
}
