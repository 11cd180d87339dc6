'use client'
import { Command, Keyboard } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { CommandPalette } from './command-palette'
import { ActionsContext, type Overlay } from './context'
import { createActionRegistry } from './registry'
import { ShortcutSheet } from './shortcut-sheet'
import { useActions } from './use-actions'
import { useShortcuts } from './use-shortcuts'

export function ActionsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createActionRegistry)
  const [overlay, setOverlay] = useState<Overlay>(null)
  const [query, setQuery] = useState('')
  const value = useMemo(() => ({ registry, overlay, setOverlay, query, setQuery }), [registry, overlay, query])
  useShortcuts(registry)
  return (
    <ActionsContext value={value}>
      <OverlayActions onOpen={setOverlay} />
      {children}
      <CommandPalette />
      <ShortcutSheet />
    </ActionsContext>
  )
}

function OverlayActions({ onOpen }: { onOpen: (overlay: Overlay) => void }) {
  useActions([
    {
      id: 'palette.open',
      label: 'Search and do anything',
      group: 'General',
      icon: Command,
      shortcut: 'mod+k',
      whileTyping: true,
      run: () => onOpen('palette'),
    },
    {
      id: 'shortcuts.open',
      label: 'Keyboard shortcuts',
      group: 'General',
      icon: Keyboard,
      shortcut: '?',
      keywords: 'help keys hotkeys',
      run: () => onOpen('sheet'),
    },
  ])
  return null
}
