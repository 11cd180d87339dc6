'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Change } from '@/flow/draft/changes'
import { CURRENT_GRAPH_SCHEMA, emptyGraph } from '@/flow/graph/current-schema'
import type { Graph } from '@/flow/graph/graph'
import { useTRPC } from '../trpc/provider'
import { useEditor } from './context'
import { untilThere } from './until-there'

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
  const { live, isFirst } = useLiveVersion()
  return useDiff(isFirst ? NOTHING : live.data?.graph)
}

/** As above, without the graphs; null also while nothing is live. */
export function useDraftChanges(): Change[] | null {
  const { live } = useLiveVersion()
  return useDiff(live.data?.graph)?.changes ?? null
}

const NOTHING = emptyGraph()

function useDiff(before: Graph | undefined): DraftDiff | null {
  const { draft } = useEditor()
  const changesBetween = useComparing(before !== undefined)
  const state = useDeferredValue(useStore(draft.graph))
  return useMemo(() => {
    if (!before || !changesBetween) return null
    const { nodes, edges, notes, settings } = state
    const drawn = [...edges.values()].filter(({ source, target }) => nodes.has(source) && nodes.has(target))
    const after: Graph = { schema: CURRENT_GRAPH_SCHEMA, nodes: [...nodes.values()], edges: drawn, notes: [...notes.values()], settings }
    return { before, after, changes: changesBetween(before, after), isFirst: before === NOTHING }
  }, [before, changesBetween, state])
}

type Comparing = (before: Graph, after: Graph) => Change[]

/** Comes where there is something to compare. */
function useComparing(wanted: boolean): Comparing | undefined {
  const [compare, setCompare] = useState<Comparing>()
  useEffect(() => {
    if (wanted) void untilThere(() => import('@/flow/draft/changes')).then(({ changesBetween }) => setCompare(() => changesBetween))
  }, [wanted])
  return compare
}
