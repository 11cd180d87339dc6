'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import { useTRPC } from '../trpc/provider'
import { type Change, changesBetween } from './changes'
import { useEditor } from './context'

/** How the draft differs from what is live; null while that is not known, or nothing is live. */
export function useDraftChanges(): Change[] | null {
  const { flowId, draft } = useEditor()
  const trpc = useTRPC()
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const id = flow.data?.liveVersion?.id ?? ''
  const live = useQuery(trpc.versions.get.queryOptions({ id }, { enabled: id !== '', staleTime: Number.POSITIVE_INFINITY }))
  const state = useDeferredValue(useStore(draft.graph))
  return useMemo(() => {
    if (!live.data) return null
    return changesBetween(live.data.graph, { ...live.data.graph, nodes: [...state.nodes.values()], edges: [...state.edges.values()] })
  }, [live.data, state])
}
