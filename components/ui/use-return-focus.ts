'use client'
import { useRef } from 'react'

/**
 * For dialogs that open by state, not by a trigger of their own: when they close, the focus goes back to where it was.
 * Radix would leave it nowhere. It gives it back a moment after the dialog has gone: what somebody has opened by then keeps it,
 * as a menu closes when the focus leaves it.
 */
export function useReturnFocus() {
  const origin = useRef<HTMLElement>(null)
  return {
    remember() {
      origin.current = document.activeElement instanceof HTMLElement ? ownerOf(document.activeElement) : null
    },
    giveBack(event: Event) {
      event.preventDefault()
      if (isFocusTaken()) return
      if (origin.current?.isConnected) origin.current.focus()
    },
  }
}

/** With what is gone the focus goes to the page. */
function isFocusTaken(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body
}

/** A menu is gone by then; the button that opened it is not. */
function ownerOf(element: HTMLElement): HTMLElement {
  const opener = element.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return (opener && document.getElementById(opener)) || element
}
