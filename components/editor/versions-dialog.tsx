'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { toast } from 'sonner'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { useEditor, useScreen } from './context'
import { MoveRuns } from './move-runs'

/** Every version that was ever published, and the way back to each. */
export function VersionsDialog() {
  const { screen, flowId, workspace } = useEditor()
  const open = useScreen((state) => state.dialog === 'versions')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'versions' : null })}>
      {open && (
        <DialogContent
          title="Versions"
          description="Published versions never change. Restoring one puts it into the draft; nothing goes live by that."
          width="md"
        >
          <Button size="sm" className="mb-3" onClick={() => screen.setState({ dialog: 'history' })}>
            <History aria-hidden />
            History of the draft
          </Button>
          <MoveRuns flowId={flowId} workspace={workspace} />
          <VersionList />
        </DialogContent>
      )}
    </DialogRoot>
  )
}

function VersionList() {
  const { flowId, mayEdit, screen, draft } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const versions = useQuery(trpc.versions.list.queryOptions({ flowId }))
  const client = useTRPCClient()
  // An edit like any other of this person: undo takes it back.
  const restore = useMutation({
    mutationFn: async ({ id }: { id: string; number: number }) => {
      const { graph } = await client.versions.get.query({ id })
      await client.versions.restore.mutate({ id, asOwnEdit: true })
      draft.edit({ type: 'graph.replace', graph })
    },
    onSuccess: (_, { number }) => {
      screen.setState({ dialog: null })
      toast.success(`Version ${number} is now your draft`)
      void queryClient.invalidateQueries(trpc.flows.pathFilter())
    },
    onError: sayFailure,
  })
  if (versions.isPending) return <Skeleton className="h-24" />
  if (versions.isError) {
    return (
      <ErrorState title="Versions could not be loaded" message={errorMessage(versions.error)} onRetry={() => void versions.refetch()} />
    )
  }
  if (versions.data.length === 0)
    return <EmptyState title="Nothing is published yet">Publish the draft, and it shows here as version 1.</EmptyState>
  return (
    <ul className="flex flex-col divide-y">
      {versions.data.map((version) => (
        <li key={version.id} className="flex items-center gap-3 py-2.5">
          <span className="w-9 shrink-0 font-semibold tabular-nums">v{version.number}</span>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm">{version.note || <span className="text-ink-3">No note</span>}</span>
            <span className="block text-ink-3 text-xs">
              {version.createdBy.name} · <RelativeTime at={version.createdAt} />
            </span>
          </span>
          {version.live && <Badge tone="ok">Live</Badge>}
          {mayEdit && (
            <Button
              size="sm"
              loading={restore.isPending && restore.variables.id === version.id}
              onClick={() => restore.mutate({ id: version.id, number: version.number })}
            >
              Restore
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
