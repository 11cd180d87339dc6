'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { preview } from '@/flow/mapping/preview'
import { PartError } from '../shell/part-error'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { useEditor } from './context'

/** What this flow keeps from run to run, to look at and to clear. */
export function KeptValues() {
  const { flowId } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayClear = useCan('run.resolve')
  const kept = useQuery(trpc.state.list.queryOptions({ flowId }))
  const [clearing, setClearing] = useState<{ key?: string } | null>(null)
  const clear = useMutation(
    trpc.state.clear.mutationOptions({
      onError: sayFailure,
      onSettled: async () => {
        await queryClient.invalidateQueries(trpc.state.pathFilter())
        setClearing(null)
      },
    }),
  )
  return (
    <section aria-labelledby="kept-values" className="flex flex-col gap-1.5 border-t pt-4">
      <h2 id="kept-values" className="flex items-center justify-between gap-2 font-medium text-sm">
        Kept by this flow now
        {kept.data && kept.data.length > 1 && mayClear && (
          <Button size="sm" variant="ghost" onClick={() => setClearing({})}>
            Forget all
          </Button>
        )}
      </h2>
      {kept.isPending ? (
        <Skeleton className="h-10 rounded-md" />
      ) : !kept.data ? (
        <PartError title="They could not be loaded" error={kept.error} onRetry={() => void kept.refetch()} />
      ) : kept.data.length === 0 ? (
        <p className="text-ink-3 text-sm">Nothing yet. Test runs look at it and change nothing.</p>
      ) : (
        <ul className="max-h-72 divide-y overflow-y-auto rounded-md border">
          {kept.data.map(({ key, value, updatedAt }) => (
            <li key={key} className="flex items-center gap-2 py-1 pr-1 pl-3 text-sm">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-code text-xs">{key}</span>
                <span className="block truncate text-ink-2">{preview(value)}</span>
              </span>
              <RelativeTime at={updatedAt} className="shrink-0 text-ink-3 text-xs" />
              {mayClear && <IconButton icon={Trash2} label={`Forget ${key}`} size="sm" onClick={() => setClearing({ key })} />}
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={clearing !== null}
        onOpenChange={() => setClearing(null)}
        title={clearing?.key === undefined ? 'Forget all values?' : `Forget ${clearing.key}?`}
        confirm="Forget"
        pending={clear.isPending}
        onConfirm={() => clearing && clear.mutate({ flowId, ...clearing })}
      >
        The next run finds nothing there. This can not be taken back.
      </ConfirmDialog>
    </section>
  )
}
