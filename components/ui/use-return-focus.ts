'use client'
import { useRef } from 'react'

/**
 * For dialogs that open by state, not by a trigger of their own: when they close, the focus goes back to where it was.
 * Radix would leave it nowhere.
 */
export function useReturnFocus() {
  const origin = useRef<HTMLElement>(null)
  return {
    remember() {
      origin.current = document.activeElement instanceof HTMLElement ? ownerOf(document.activeElement) : null
    },
    giveBack(event: Event) {
      event.preventDefault()
      if (origin.current?.isConnected) origin.current.focus()
    },
  }
}

/** A menu is gone by then; the button that opened it is not. */
function ownerOf(element: HTMLElement): HTMLElement {
  const opener = element.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return (opener && document.getElementById(opener)) || element
}
