'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTRPCClient } from '../trpc/provider'
import { IconButton } from '../ui/icon-button'

const LOOK_EVERY_MS = 1_000

/** How far runs that were started together have come, until all have ended. */
export function BulkProgress({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const api = useTRPCClient()
  const { data } = useQuery({
    queryKey: ['runs-progress', ids],
    queryFn: () => api.runs.progress.mutate({ ids: [...ids] }),
    refetchInterval: ({ state }) => (state.data && state.data.ended === state.data.total ? false : LOOK_EVERY_MS),
  })
  const { total, ended, failed } = data ?? { total: ids.length, ended: 0, failed: 0 }
  return (
    <div className="flex items-center gap-3 border-t px-3 py-2 sm:px-5" role="status">
      <progress className="h-1.5 w-40 accent-brand" max={total} value={ended} aria-label="Runs that have ended" />
      <span className="flex-1 text-ink-2 text-sm tabular-nums">
        {ended.toLocaleString()} of {total.toLocaleString()} new {total === 1 ? 'run' : 'runs'} ended
        {failed > 0 && <span className="text-bad-ink">, {failed.toLocaleString()} failed</span>}
      </span>
      <IconButton icon={X} label="Hide the progress" size="sm" onClick={onClose} />
    </div>
  )
}
