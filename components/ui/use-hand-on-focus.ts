'use client'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { focusRow, isFocusTaken } from './focus-row'

/** For a control that may go by being pressed: the focus it has then goes to the list. */
export function useHandOnFocus<Control extends HTMLElement>(): RefObject<Control | null> {
  const control = useRef<Control>(null)
  useLayoutEffect(
    () => () => {
      // It is still there now, and the focus leaves it with it.
      if (control.current?.contains(document.activeElement)) queueMicrotask(() => isFocusTaken() || focusRow())
    },
    [],
  )
  return control
}
