'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import type { FlowsView } from './flows-view'
import type { FlowPage } from './types'

const FIRST_PAGE: FlowPage['nextCursor'] | undefined = undefined

export type FlowList = ReturnType<typeof useFlowList>

/** The flows of a folder, or of all, that a search finds and that are in a state: a page at a time. */
export function useFlowList({ folderId, order, state }: FlowsView, search: string) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const input = { folderId: folderId ?? undefined, order, search: search || undefined, state: state ?? undefined, limit: 60 }
  return useInfiniteQuery({
    queryKey: trpc.flows.list.infiniteQueryKey(input),
    // Called by hand: tRPC's own infinite options add a `direction` that strict inputs refuse.
    queryFn: ({ pageParam, signal }) => api.flows.list.query({ ...input, cursor: pageParam ?? undefined }, { signal }),
    initialPageParam: FIRST_PAGE as FlowPage['nextCursor'] | undefined,
    getNextPageParam: (page: FlowPage) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
}

/** Those that are loaded, each once: one that got another name may stand on two pages. */
export function flowsOf(pages: readonly FlowPage[]): FlowPage['items'] {
  return [...new Map(pages.flatMap(({ items }) => items.map((flow) => [flow.id, flow]))).values()]
}
