'use client'
import { useRef } from 'react'
import { focusRow, isFocusTaken } from './focus-row'

/** Where the dialog that is open came from. */
let cameFrom: HTMLElement | null = null

/**
 * For dialogs that open by state, not by a trigger of their own: when they close, the focus goes back to where it was.
 * Radix would leave it nowhere. It gives it back a moment after the dialog has gone: what somebody has opened by then keeps it,
 * as a menu closes when the focus leaves it. Where what it came from is gone, such as with a row that was deleted, a list goes on.
 * One that takes the place of another, as a form does once it is loaded, finds the focus nowhere: it came from where that one did.
 */
export function useReturnFocus() {
  const origin = useRef<HTMLElement>(null)
  return {
    remember() {
      if (isFocusTaken()) cameFrom = document.activeElement instanceof HTMLElement ? ownerOf(document.activeElement) : null
      origin.current = cameFrom
    },
    giveBack(event: Event) {
      event.preventDefault()
      cameFrom = null
      if (isFocusTaken()) return
      if (origin.current?.isConnected) origin.current.focus()
      else focusRow()
    },
  }
}

/** A menu is gone by then; the button that opened it is not. */
function ownerOf(element: HTMLElement): HTMLElement {
  const opener = element.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return (opener && document.getElementById(opener)) || element
}
