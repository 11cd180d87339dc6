'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useTRPC } from '../trpc/provider'
import { useEditor } from './context'

/** Where a step that starts the flow is reached; it stays the same, published or not. The server knows it once the step is saved. */
export function useHookAddress(nodeId: string) {
  const { flowId, draft } = useEditor()
  const trpc = useTRPC()
  const urls = useQuery(trpc.flows.hookUrls.queryOptions({ id: flowId }))
  const saved = useStore(draft.sync, (state) => state.status.state === 'saved')
  const address = urls.data?.find((each) => each.nodeId === nodeId)?.url
  const { refetch } = urls

  useEffect(() => {
    if (saved && address === undefined) void refetch()
  }, [saved, address, refetch])

  return { address, error: urls.error }
}
