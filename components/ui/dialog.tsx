'use client'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { IconButton } from './icon-button'
import { WithinDialog } from './portal-home'
import { useReturnFocus } from './use-return-focus'

export const DialogRoot = Radix.Root

type DialogContentProps = {
  title: ReactNode
  description?: ReactNode
  /** Buttons, right aligned. */
  footer?: ReactNode
  width?: 'sm' | 'md' | 'lg'
  className?: string
  children?: ReactNode
}

const WIDTHS = { sm: 'max-w-100', md: 'max-w-130', lg: 'max-w-180' }

/** A field if there is one, else the dialog itself: never the button that closes it. */
function focusFirstField(event: Event) {
  if (!(event.target instanceof HTMLElement)) return
  event.preventDefault()
  const field = event.target.querySelector<HTMLElement>('input, textarea, [role="combobox"]')
  ;(field ?? event.target).focus()
}

export function DialogContent({ title, description, footer, width = 'sm', className, children }: DialogContentProps) {
  const focus = useReturnFocus()
  return (
    <Radix.Portal>
      <Radix.Overlay className="fade-motion fixed inset-0 z-40 bg-scrim" />
      <Radix.Content
        {...(description ? {} : { 'aria-describedby': undefined })}
        onOpenAutoFocus={(event) => {
          focus.remember()
          focusFirstField(event)
        }}
        onCloseAutoFocus={focus.giveBack}
        className={cn(
          'pop-motion fixed inset-x-4 top-[12vh] z-50 mx-auto flex max-h-[80vh] flex-col rounded-lg border border-line-strong bg-surface shadow-pop outline-none',
          WIDTHS[width],
          className,
        )}
      >
        <header className="flex items-start gap-4 px-5 pt-4.5 pb-3">
          <div className="min-w-0 flex-1">
            <Radix.Title className="wrap-anywhere font-semibold text-lg">{title}</Radix.Title>
            {description && <Radix.Description className="wrap-anywhere mt-1 text-ink-2 text-md">{description}</Radix.Description>}
          </div>
          <Radix.Close asChild>
            <IconButton icon={X} label="Close" size="sm" className="-mt-0.5 -mr-1.5" />
          </Radix.Close>
        </header>
        <WithinDialog>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer && <footer className="flex justify-end gap-2 border-t px-5 py-3.5">{footer}</footer>}
        </WithinDialog>
      </Radix.Content>
    </Radix.Portal>
  )
}
