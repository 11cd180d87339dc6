'use client'
import { useEffect } from 'react'

/**
 * While what is searched in is on its way, what is typed is for it already. `wanted`: nobody thought better of it meanwhile.
 * `tell` hears of each key, with all that was typed so far, and stays the same.
 */
export function useTypedEarly(wanted: boolean, tell: (key: string, typed: string) => void) {
  useEffect(() => {
    if (!wanted) return
    let typed = ''
    const take = (event: KeyboardEvent) => {
      const { key } = event
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (key === 'Backspace') typed = typed.slice(0, -1)
      else if (key.length === 1) typed += key
      else if (key !== 'Enter' && key !== 'Escape') return
      tell(key, typed)
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', take, { capture: true })
    return () => window.removeEventListener('keydown', take, { capture: true })
  }, [wanted, tell])
}
