'use client'
import { Command, Keyboard } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { untilThere } from '../editor/until-there'
import { later } from '../ui/later'
import { typeAhead } from '../ui/type-ahead'
import { ActionsContext, type Overlay } from './context'
import { createActionRegistry } from './registry'
import { useActions } from './use-actions'
import { useShortcuts } from './use-shortcuts'

const palette = () => import('./command-palette').then(({ CommandPalette }) => CommandPalette)
const sheet = () => import('./shortcut-sheet').then(({ ShortcutSheet }) => ShortcutSheet)
const CommandPalette = later(palette)
const ShortcutSheet = later(sheet)

/** Whoever stays may lose the network. */
const STAYS_MS = 5_000

export function ActionsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createActionRegistry)
  const [overlay, setOverlay] = useState<Overlay>(null)
  const value = useMemo(() => ({ registry, overlay, setOverlay }), [registry, overlay])
  const [opened, setOpened] = useState<ReadonlySet<Overlay>>(new Set())
  useShortcuts(registry)
  useBringOverlays()
  // From its first opening on, so that each can also close in its own way.
  if (overlay && !opened.has(overlay)) setOpened(new Set([...opened, overlay]))
  return (
    <ActionsContext value={value}>
      <OverlayActions
        onOpen={(next) => {
          if (next === 'palette' && next !== overlay) typeAhead()
          setOverlay(next)
        }}
      />
      {children}
      {opened.has('palette') && <CommandPalette />}
      {opened.has('sheet') && <ShortcutSheet />}
    </ActionsContext>
  )
}

/** Ctrl or ⌘ is pressed before K is. */
function useBringOverlays() {
  useEffect(() => {
    const bring = () => {
      for (const part of [palette, sheet]) void untilThere<unknown>(part)
    }
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta' || key === 'Shift') bring()
    }
    const timer = setTimeout(bring, STAYS_MS)
    window.addEventListener('keydown', press)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', press)
    }
  }, [])
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
