'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { CopyField } from '@/components/ui/copy-field'
import { Skeleton } from '@/components/ui/skeleton'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { useEditor } from './context'

/** The address that starts this flow; it stays the same, published or not. The server knows it once the step is saved. */
export function HookUrl({ nodeId }: { nodeId: string }) {
  const { flowId, draft } = useEditor()
  const trpc = useTRPC()
  const urls = useQuery(trpc.flows.hookUrls.queryOptions({ id: flowId }))
  const saved = useStore(draft.sync, (state) => state.status.state === 'saved')
  const url = urls.data?.find((each) => each.nodeId === nodeId)?.url
  const { refetch } = urls

  useEffect(() => {
    if (saved && url === undefined) void refetch()
  }, [saved, url, refetch])

  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium text-sm">URL</span>
      {url ? (
        <CopyField label="URL of the webhook" value={url} />
      ) : urls.isError ? (
        <p className="text-bad-ink text-xs">{errorMessage(urls.error)}</p>
      ) : (
        <Skeleton className="h-8" />
      )}
      <p className="text-ink-3 text-xs">Calls start the published version. Whoever knows this address can start the flow.</p>
    </div>
  )
}
