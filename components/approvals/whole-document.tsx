'use client'
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ComponentProps } from 'react'
import { IconButton } from '../ui/icon-button'
import { useReturnFocus } from '../ui/use-return-focus'
import { DocumentView } from './document-view'

type WholeDocumentProps = Omit<ComponentProps<typeof DocumentView>, 'onChoose' | 'fit'> & {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The whole page over the whole small screen. */
export function WholeDocument({ open, onOpenChange, ...view }: WholeDocumentProps) {
  const focus = useReturnFocus()
  const { name } = view.document.file.$file
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className="fade-motion fixed inset-0 z-40 flex flex-col bg-canvas outline-none"
        >
          <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-surface pr-2 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate font-semibold">{name}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label="Close the document" size="lg" />
            </Dialog.Close>
          </header>
          <DocumentView {...view} fit="width" onChoose={(key) => view.onPoint({ key, from: 'mark' })} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
