'use client'
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import type { FlowPage, FlowSummary } from './types'

type Pages = InfiniteData<FlowPage>

/** What can be done to flows from a list: done at once on screen, taken back when the server refuses. */
export function useFlowVerbs() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const go = useGo()
  const { slug } = useSession().workspace

  const refresh = () => queryClient.invalidateQueries(trpc.flows.list.pathFilter())
  const settle = { onError: (error: unknown) => void toast.error(errorMessage(error)), onSettled: refresh }

  /** Changes a flow in every list on screen; null takes it out. */
  function show(id: string, change: (flow: FlowSummary) => FlowSummary | null) {
    queryClient.setQueriesData<Pages>(trpc.flows.list.infiniteQueryFilter(), (data) => {
      if (!data) return data
      const pages = data.pages.map((page) => ({
        ...page,
        items: page.items.flatMap((flow) => (flow.id === id ? (change(flow) ?? []) : flow)),
      }))
      const lost = loadedIn(data.pages) - loadedIn(pages)
      return { ...data, pages: pages.map((page) => ({ ...page, total: page.total === null ? null : page.total - lost })) }
    })
  }

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
    rename: useMutation(
      trpc.flows.rename.mutationOptions({ ...settle, onMutate: ({ id, name }) => show(id, (flow) => ({ ...flow, name })) }),
    ),
    move: useMutation(
      trpc.flows.move.mutationOptions({ ...settle, onMutate: ({ id, folderId }) => show(id, (flow) => ({ ...flow, folderId })) }),
    ),
    duplicate: useMutation(trpc.flows.duplicate.mutationOptions({ ...settle, onSuccess: () => void toast('Flow duplicated') })),
    setEnabled: useMutation(
      trpc.flows.setEnabled.mutationOptions({ ...settle, onMutate: ({ id, enabled }) => show(id, (flow) => ({ ...flow, enabled })) }),
    ),
    setPaused: useMutation(
      trpc.flows.setPaused.mutationOptions({ ...settle, onMutate: ({ id, paused }) => show(id, (flow) => ({ ...flow, paused })) }),
    ),
    remove: useMutation(
      trpc.flows.remove.mutationOptions({
        ...settle,
        onMutate: ({ id }) => show(id, () => null),
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
