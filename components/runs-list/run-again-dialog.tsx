'use client'
import { ConfirmDialog } from '../ui/confirm-dialog'
import type { ActedOn } from './run-actions'

type RunAgainDialogProps = { run: ActedOn; pending: boolean; onClose: () => void; onConfirm: () => void }

/** A test is run again at once; a live run does once more what it did outside, which nothing takes back. */
export function RunAgainDialog({ run, pending, onClose, onConfirm }: RunAgainDialogProps) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Run it again from the start?"
      confirm="Run again"
      variant="primary"
      pending={pending}
      onConfirm={onConfirm}
    >
      A new run of {run.flowName} gets the same input. Steps that act outside, such as sending or booking, do so a second time.
      {run.status !== 'succeeded' && ' To do only what is left, let it go on from where it stopped.'}
    </ConfirmDialog>
  )
}
