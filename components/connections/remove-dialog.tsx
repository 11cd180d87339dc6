'use client'
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
      Drafts that use it will ask for another.
      {off.length > 0 && ` So will ${off.map(({ name }) => `“${name}”`).join(', ')} before it can be switched on again.`}
    </ConfirmDialog>
  )
}
