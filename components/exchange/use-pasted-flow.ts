'use client'
import { useEffect, useRef } from 'react'

/** A flow that is pasted where nobody is writing. Whether it really is one is for the server to say. */
export function usePastedFlow(listening: boolean, onPasted: (text: string) => void) {
  const latest = useRef(onPasted)
  useEffect(() => {
    latest.current = onPasted
  }, [onPasted])

  useEffect(() => {
    if (!listening) return
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!text.includes('"kaos"')) return
      event.preventDefault()
      latest.current(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [listening])
}
