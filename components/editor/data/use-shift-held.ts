'use client'
import { useEffect, useState } from 'react'

/** Shift belongs to shortcuts and to choosing several steps as well: it has to be held for a moment. */
const MOMENT_MS = 220

/** Shift is held, by itself, and not to type a capital letter. */
export function useShiftHeld(): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const release = () => {
      clearTimeout(timer)
      setHeld(false)
    }
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Shift' || event.ctrlKey || event.metaKey || event.altKey) return release()
      if (event.repeat || isTyping()) return
      clearTimeout(timer)
      timer = setTimeout(() => setHeld(true), MOMENT_MS)
    }
    window.addEventListener('keydown', press)
    window.addEventListener('keyup', release)
    window.addEventListener('pointerdown', release)
    window.addEventListener('blur', release)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', press)
      window.removeEventListener('keyup', release)
      window.removeEventListener('pointerdown', release)
      window.removeEventListener('blur', release)
    }
  }, [])
  return held
}

function isTyping(): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLElement && (focused.isContentEditable || focused.matches('input, textarea, select, [role="combobox"]'))
}
