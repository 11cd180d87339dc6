'use client'
import { useQuery } from '@tanstack/react-query'
import { CopyField } from '@/components/ui/copy-field'
import { Skeleton } from '@/components/ui/skeleton'
import { useTRPC } from '../trpc/provider'
import { useEditor } from './context'

/** The address that starts this flow; it stays the same, published or not. */
export function HookUrl({ nodeId }: { nodeId: string }) {
  const { flowId, draft } = useEditor()
  const trpc = useTRPC()
  const urls = useQuery(trpc.flows.hookUrls.queryOptions({ id: flowId }))
  const known = urls.data?.find((each) => each.nodeId === nodeId)
  const saved = draft.sync.getState().status.state === 'saved'
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium text-sm">URL</span>
      {known ? (
        <CopyField label="URL of the webhook" value={known.url} />
      ) : urls.isPending || urls.isFetching ? (
        <Skeleton className="h-8" />
      ) : (
        <button type="button" className="self-start text-brand-ink text-sm hover:underline" onClick={() => void urls.refetch()}>
          {saved ? 'Show the URL' : 'The URL is here as soon as the step is saved'}
        </button>
      )}
      <p className="text-ink-3 text-xs">Calls start the published version. Who knows this address can start the flow.</p>
    </div>
  )
}
