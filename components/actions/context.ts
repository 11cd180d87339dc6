'use client'
import { createContext } from 'react'
import { type ActionRegistry, createActionRegistry } from './registry'

export type Overlay = 'palette' | 'sheet' | null

type Actions = {
  registry: ActionRegistry
  overlay: Overlay
  setOverlay: (overlay: Overlay) => void
  /** What is typed into the palette; search results register as actions while it is open. */
  query: string
  setQuery: (query: string) => void
  /** Enter was pressed before the palette was there: what fits best is done as soon as it is. */
  hurried: boolean
  setHurried: (hurried: boolean) => void
}

export const ActionsContext = createContext<Actions>({
  registry: createActionRegistry(),
  overlay: null,
  setOverlay: () => {},
  query: '',
  setQuery: () => {},
  hurried: false,
  setHurried: () => {},
})
