'use client'
import { type InfiniteData, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import type { Inputs } from '../trpc/types'
import type { FlowPage, FlowSummary } from './types'

type Pages = InfiniteData<FlowPage>
/** The lists on screen, as they were. */
type Before = [QueryKey, Pages | undefined][]

/** What can be done to flows from a list: done at once on screen, taken back when the server refuses or is not reached. */
export function useFlowVerbs() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const go = useGo()
  const { slug } = useSession().workspace

  const refresh = () => queryClient.invalidateQueries(trpc.flows.pathFilter())
  const settle = { onError: (error: unknown) => void toast.error(errorMessage(error)), onSettled: refresh }

  /** Changes a flow in every list on screen; null takes it out. */
  function show(id: string, change: (flow: FlowSummary) => FlowSummary | null): Before {
    const before = queryClient.getQueriesData<Pages>(trpc.flows.list.infiniteQueryFilter())
    queryClient.setQueriesData<Pages>(trpc.flows.list.infiniteQueryFilter(), (data) => {
      if (!data) return data
      const pages = data.pages.map((page) => ({
        ...page,
        items: page.items.flatMap((flow) => (flow.id === id ? (change(flow) ?? []) : flow)),
      }))
      const lost = loadedIn(data.pages) - loadedIn(pages)
      return { ...data, pages: pages.map((page) => ({ ...page, total: page.total === null ? null : page.total - lost })) }
    })
    return before
  }
  const shownAtOnce = <Input extends { id: string }>(change: (flow: FlowSummary, input: Input) => FlowSummary | null) => ({
    ...settle,
    onMutate: (input: Input) => show(input.id, (flow) => change(flow, input)),
    onError: (error: unknown, _input: Input, before: Before | undefined) => {
      for (const [key, pages] of before ?? []) queryClient.setQueryData(key, pages)
      settle.onError(error)
    },
  })

  const restore = useMutation(trpc.flows.restore.mutationOptions(settle))

  return {
    create: useMutation(
      trpc.flows.create.mutationOptions({
        ...settle,
        onSuccess: ({ id }) => go(hrefOf(slug, `/flows/${id}`)),
      }),
    ),
    run: useMutation(
      trpc.runs.start.mutationOptions({
        ...settle,
        onSuccess: ({ runId }) => go(hrefOf(slug, `/runs/${runId}`)),
      }),
    ),
    rename: useMutation(trpc.flows.rename.mutationOptions(shownAtOnce((flow, { name }: Inputs['flows']['rename']) => ({ ...flow, name })))),
    move: useMutation(
      trpc.flows.move.mutationOptions(shownAtOnce((flow, { folderId }: Inputs['flows']['move']) => ({ ...flow, folderId }))),
    ),
    duplicate: useMutation(trpc.flows.duplicate.mutationOptions({ ...settle, onSuccess: () => void toast('Flow duplicated') })),
    setEnabled: useMutation(
      trpc.flows.setEnabled.mutationOptions(shownAtOnce((flow, { enabled }: Inputs['flows']['setEnabled']) => ({ ...flow, enabled }))),
    ),
    setPaused: useMutation(
      trpc.flows.setPaused.mutationOptions(shownAtOnce((flow, { paused }: Inputs['flows']['setPaused']) => ({ ...flow, paused }))),
    ),
    remove: useMutation(
      trpc.flows.remove.mutationOptions({
        ...shownAtOnce<Inputs['flows']['remove']>(() => null),
        onSuccess: (_, { id }) => {
          toast('Flow deleted', { action: { label: 'Undo', onClick: () => restore.mutate({ id }) } })
        },
      }),
    ),
  }
}

function loadedIn(pages: readonly FlowPage[]): number {
  return pages.reduce((sum, { items }) => sum + items.length, 0)
}

export type FlowVerbs = ReturnType<typeof useFlowVerbs>
