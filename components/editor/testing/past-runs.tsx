'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Badge } from '@/components/ui/badge'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusPill } from '@/components/ui/status-pill'
import { errorMessage } from '../../trpc/error-of'
import { useTRPC, useTRPCClient } from '../../trpc/provider'
import { sayFailure } from '../../trpc/say-failure'
import { useEditor, useScreen } from '../context'

const MOST = 30

/** The newest runs of this flow: the chosen one is shown on the draft, where it can be gone on from. */
export function PastRuns() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.dialog === 'runs')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'runs' : null })}>
      {open && (
        <DialogContent
          title="Show a past run here"
          description="Its data stands on the draft. Select a step to see it, pin it, or go on from there."
          width="md"
        >
          <List />
        </DialogContent>
      )}
    </DialogRoot>
  )
}

function List() {
  const { flowId, screen, follow } = useEditor()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const runs = useQuery(trpc.runs.list.queryOptions({ flowId, limit: MOST }, { staleTime: 0 }))
  const show = useMutation({
    mutationFn: (id: string) => client.runs.get.query({ id }),
    onSuccess: (run) => {
      screen.setState({ dialog: null })
      follow('run', run)
    },
    onError: sayFailure,
  })
  if (runs.isPending) return <Skeleton className="h-40 w-full" />
  if (runs.isError) return <p className="text-bad-ink text-sm">{errorMessage(runs.error)}</p>
  if (runs.data.items.length === 0) return <EmptyState title="No runs yet">Test the flow, and its run can be shown here.</EmptyState>
  return (
    <ul className="-mx-2">
      {runs.data.items.map((run) => (
        <li key={run.id}>
          <button
            type="button"
            disabled={show.isPending}
            onClick={() => show.mutate(run.id)}
            className="flex h-9 w-full items-center gap-2.5 rounded-sm px-2 text-left text-sm hover:bg-hover"
          >
            <StatusPill status={run.status} />
            {run.mode === 'test' && <Badge tone="outline">Test</Badge>}
            <span className="min-w-0 flex-1 truncate text-ink-2">{run.error?.message ?? run.startedBy.label}</span>
            <RelativeTime at={run.createdAt} className="shrink-0 text-ink-3" />
          </button>
        </li>
      ))}
    </ul>
  )
}
