'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import { type Change, changesBetween } from '@/flow/draft/changes'
import { CURRENT_GRAPH_SCHEMA, emptyGraph } from '@/flow/graph/current-schema'
import type { Graph } from '@/flow/graph/graph'
import { useTRPC } from '../trpc/provider'
import { useEditor } from './context'

/** `before` is what is live, or nothing at all before the first publication. */
export type DraftDiff = { before: Graph; after: Graph; changes: Change[]; isFirst: boolean }

/** What is live, of the flow that is open; `isFirst` once it is known that nothing is. */
export function useLiveVersion() {
  const { flowId } = useEditor()
  const trpc = useTRPC()
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const id = flow.data?.liveVersion?.id ?? ''
  const live = useQuery(trpc.versions.get.queryOptions({ id }, { enabled: id !== '', staleTime: Number.POSITIVE_INFINITY }))
  return { live, isFirst: flow.data !== undefined && id === '' }
}

/** How the draft differs from what is live; null while that is not known. */
export function useDraftDiff(): DraftDiff | null {
  const { draft } = useEditor()
  const { live, isFirst } = useLiveVersion()
  const state = useDeferredValue(useStore(draft.graph))
  return useMemo(() => {
    const before = isFirst ? emptyGraph() : live.data?.graph
    if (!before) return null
    const { nodes, edges, notes, settings } = state
    const drawn = [...edges.values()].filter(({ source, target }) => nodes.has(source) && nodes.has(target))
    const after: Graph = { schema: CURRENT_GRAPH_SCHEMA, nodes: [...nodes.values()], edges: drawn, notes: [...notes.values()], settings }
    return { before, after, changes: changesBetween(before, after), isFirst }
  }, [live.data, state, isFirst])
}

/** As above, without the graphs; null also while nothing is live. */
export function useDraftChanges(): Change[] | null {
  const diff = useDraftDiff()
  return diff && !diff.isFirst ? diff.changes : null
}
