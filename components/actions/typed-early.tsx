'use client'
import { useCallback, useContext } from 'react'
import { ActionsContext } from './context'
import { useTypedEarly } from './use-typed-early'

/** Stands for the palette while it is on its way. */
export function TypedEarly() {
  const { overlay, setQuery, setOverlay, setHurried } = useContext(ActionsContext)
  const tell = useCallback(
    (key: string, typed: string) => {
      setQuery(typed)
      if (key === 'Escape') setOverlay(null)
      if (key === 'Enter') setHurried(true)
    },
    [setQuery, setOverlay, setHurried],
  )
  useTypedEarly(overlay === 'palette', tell)
  return null
}
