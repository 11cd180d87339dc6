'use client'
import { usePathname } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useEffect, useRef } from 'react'
import { WithinDialog } from '../ui/portal-home'
import { Sidebar } from './sidebar'

/** The sidebar on a small screen: slides in, goes away when a place is chosen. */
export function Drawer({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const pathname = usePathname()
  const openedOn = useRef(pathname)
  // It comes with its first opening, which is no change of the page.
  useEffect(() => {
    if (openedOn.current === pathname) return
    openedOn.current = pathname
    onOpenChange(false)
  }, [pathname, onOpenChange])
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade-motion fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="slide-motion fixed inset-y-0 left-0 z-40 flex bg-surface shadow-pop outline-none"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <WithinDialog>
            <Sidebar wide inDrawer />
          </WithinDialog>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
