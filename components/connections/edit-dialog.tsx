'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryError } from '../shell/query-error'
import { useTRPC } from '../trpc/provider'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Skeleton } from '../ui/skeleton'
import { AccountDialog } from './account-dialog'
import { useApps } from './use-apps'

type EditDialogProps = { connection: { id: string; name: string } | null; onClose: () => void }

export function EditDialog({ connection, onClose }: EditDialogProps) {
  return (
    <DialogRoot open={connection !== null} onOpenChange={(open) => !open && onClose()}>
      {connection && <Editing key={connection.id} {...connection} onClose={onClose} />}
    </DialogRoot>
  )
}

function Editing({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const trpc = useTRPC()
  // Fresh each time, and then left alone: what is being typed must not be overwritten.
  const known = useQuery(trpc.connections.get.queryOptions({ id }, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }))
  const app = useApps()?.find((each) => each.id === known.data?.connector)
  if (known.data && app) {
    const { fields, secrets, callback } = known.data
    const initial = { name: known.data.name, fields }
    return (
      <AccountDialog
        app={app}
        existing={{ id, name }}
        initial={initial}
        secrets={secrets}
        callback={callback}
        onCancel={onClose}
        onDone={onClose}
      />
    )
  }
  return (
    <DialogContent title={`Edit ${name}`} width="md">
      {known.isError ? (
        <QueryError title="The account could not be opened" error={known.error} onRetry={() => known.refetch()} />
      ) : (
        <div role="status" aria-label="Loading" className="flex flex-col gap-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      )}
    </DialogContent>
  )
}
