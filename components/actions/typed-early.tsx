'use client'
import { useContext, useEffect } from 'react'
import { ActionsContext } from './context'

/** While the palette is on its way, what is typed is for it already. */
export function TypedEarly() {
  const { setQuery, setOverlay, setHurried } = useContext(ActionsContext)
  useEffect(() => {
    let typed = ''
    const take = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.key === 'Escape') setOverlay(null)
      else if (event.key === 'Enter') setHurried(true)
      else if (event.key === 'Backspace') typed = typed.slice(0, -1)
      else if (event.key.length === 1) typed += event.key
      else return
      setQuery(typed)
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', take, { capture: true })
    return () => window.removeEventListener('keydown', take, { capture: true })
  }, [setQuery, setOverlay, setHurried])
  return null
}
