'use client'
import { type InfiniteData, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import type { FlowPage, FlowSummary } from './types'

type Pages = InfiniteData<FlowPage>
/** The lists on screen, as they were. */
type Before = [QueryKey, Pages | undefined][]

/** What is done to flows is seen at once in every list on screen, and taken back when the server refuses or is not reached. */
export function useShownAtOnce() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()

  const refresh = () => queryClient.invalidateQueries(trpc.flows.pathFilter())
  const settle = { onError: sayFailure, onSettled: refresh }

  /** Changes flows in every list; null takes one out. */
  function show(ids: readonly string[], change: (flow: FlowSummary) => FlowSummary | null): Before {
    const meant = new Set(ids)
    const before = queryClient.getQueriesData<Pages>(trpc.flows.list.infiniteQueryFilter())
    queryClient.setQueriesData<Pages>(trpc.flows.list.infiniteQueryFilter(), (data) => {
      if (!data) return data
      const pages = data.pages.map((page) => ({
        ...page,
        items: page.items.flatMap((flow) => (meant.has(flow.id) ? (change(flow) ?? []) : flow)),
      }))
      const lost = loadedIn(data.pages) - loadedIn(pages)
      return { ...data, pages: pages.map((page) => ({ ...page, total: page.total === null ? null : page.total - lost })) }
    })
    return before
  }
  const shownAtOnce = <Input extends { id: string } | { ids: string[] }>(
    change: (flow: FlowSummary, input: Input) => FlowSummary | null,
  ) => ({
    ...settle,
    onMutate: (input: Input) => show('ids' in input ? input.ids : [input.id], (flow) => change(flow, input)),
    onError: (error: unknown, _input: Input, before: Before | undefined) => {
      for (const [key, pages] of before ?? []) queryClient.setQueryData(key, pages)
      settle.onError(error)
    },
  })
  return { settle, shownAtOnce }
}

function loadedIn(pages: readonly FlowPage[]): number {
  return pages.reduce((sum, { items }) => sum + items.length, 0)
}
