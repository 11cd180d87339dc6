'use client'
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type ComponentProps, useState } from 'react'
import { IconButton } from '../ui/icon-button'
import { WithinDialog } from '../ui/portal-home'
import { useReturnFocus } from '../ui/use-return-focus'
import { DocumentView } from './document-view'
import type { Pointed } from './types'

type ViewProps = Pick<ComponentProps<typeof DocumentView>, 'document' | 'fields' | 'hrefOf'>

type WholeDocumentProps = ViewProps & {
  /** `at`: the value to show first. */
  open: { at: string | null } | null
  onClose: () => void
}

/** The whole page over the whole small screen. */
export function WholeDocument({ open, onClose, ...view }: WholeDocumentProps) {
  const focus = useReturnFocus()
  const { name } = view.document.file.$file
  return (
    <Dialog.Root open={open !== null} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            focus.remember()
            event.preventDefault()
            if (event.target instanceof HTMLElement) event.target.focus()
          }}
          onCloseAutoFocus={focus.giveBack}
          className="fade-motion fixed inset-0 z-40 flex flex-col bg-canvas outline-none"
        >
          <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-surface pr-2 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate font-semibold">{name}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label="Close the document" size="lg" />
            </Dialog.Close>
          </header>
          <WithinDialog>
            <Pages {...view} at={open?.at ?? null} />
          </WithinDialog>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Pages({ at, ...view }: ViewProps & { at: string | null }) {
  const [pointed, setPointed] = useState<Pointed>(at === null ? null : { key: at, from: 'field' })
  return <DocumentView {...view} fit="width" pointed={pointed} onPoint={setPointed} onChoose={(key) => setPointed({ key, from: 'mark' })} />
}
