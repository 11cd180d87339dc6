'use client'
import { createContext, type ReactNode, useContext } from 'react'

const DialogContext = createContext(false)

/** Around what a dialog holds: the page behind it is hidden from assistive technology, and with it what is put there. */
export function WithinDialog({ children }: { children: ReactNode }) {
  return <DialogContext value={true}>{children}</DialogContext>
}

/** Where menus and tips are put when they open: in the main part of the page, so that they stand in a landmark. */
export function usePortalHome(): HTMLElement | undefined {
  const isWithinDialog = useContext(DialogContext)
  if (isWithinDialog || typeof document === 'undefined') return undefined
  return document.getElementById('main') ?? undefined
}
