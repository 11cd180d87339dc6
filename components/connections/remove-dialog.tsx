'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import { ConfirmDialog } from '../ui/confirm-dialog'
import type { Connection } from './types'

type RemoveDialogProps = {
  connection: Connection | null
  pending: boolean
  onClose: () => void
  onRemove: (connection: Connection) => void
}

export function RemoveDialog({ connection, pending, onClose, onRemove }: RemoveDialogProps) {
  const off = connection?.usedBy.filter(({ enabled }) => !enabled) ?? []
  const trpc = useTRPC()
  const drafts = useQuery({
    ...trpc.connections.drafts.queryOptions({ id: connection?.id ?? '' }),
    enabled: connection !== null,
    staleTime: 0,
  })
  return (
    <ConfirmDialog
      open={connection !== null}
      onOpenChange={onClose}
      title={`Remove ${connection?.name ?? ''}?`}
      confirm="Remove account"
      pending={pending}
      onConfirm={() => connection && onRemove(connection)}
    >
      {connection?.kind === 'sandbox'
        ? 'What flows have put into this sandbox goes with it.'
        : 'KAOS forgets what it needs to reach the account; the account itself stays at the app.'}{' '}
      {drafts.data === undefined
        ? 'Drafts that use it will ask for another.'
        : drafts.data.length === 0
          ? 'No draft uses it.'
          : `The ${drafts.data.length === 1 ? 'draft' : 'drafts'} of ${drafts.data.map(({ name }) => `“${name}”`).join(', ')} will ask for another.`}
      {off.length > 0 && ` So will ${off.map(({ name }) => `“${name}”`).join(', ')} before it can be switched on again.`}
    </ConfirmDialog>
  )
}
