'use client'
import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { useReturnFocus } from './use-return-focus'

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** What will happen, and whether it can be taken back. */
  children: ReactNode
  /** A verb: `Remove Mona`. */
  confirm: string
  /** What takes nothing away is not red. */
  variant?: 'danger' | 'primary'
  /** What the other button says where `Cancel` could be taken for the deed. */
  keep?: string
  pending?: boolean
  onConfirm: () => void
}

/** Only for what undo cannot bring back; everything else just happens and offers undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirm, variant = 'danger', keep = 'Cancel', pending = false, onConfirm } = props
  const focus = useReturnFocus()
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className="pop-motion fixed inset-x-4 top-[18vh] z-50 mx-auto wrap-anywhere max-w-100 rounded-lg border border-line-strong bg-surface shadow-pop outline-none"
        >
          <div className="px-5 pt-4.5 pb-5">
            <AlertDialog.Title className="font-semibold text-lg">{title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="mt-1.5 text-ink-2 text-md">{children}</div>
            </AlertDialog.Description>
          </div>
          <footer className="flex justify-end gap-2 border-t px-5 py-3.5">
            <AlertDialog.Cancel asChild>
              <Button variant="ghost">{keep}</Button>
            </AlertDialog.Cancel>
            <Button variant={variant} loading={pending} onClick={onConfirm}>
              {confirm}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
