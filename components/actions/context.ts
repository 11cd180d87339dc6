'use client'
import { createContext } from 'react'
import { type ActionRegistry, createActionRegistry } from './registry'

export type Overlay = 'palette' | 'sheet' | null

type Actions = {
  registry: ActionRegistry
  overlay: Overlay
  setOverlay: (overlay: Overlay) => void
}

export const ActionsContext = createContext<Actions>({
  registry: createActionRegistry(),
  overlay: null,
  setOverlay: () => {},
})
