'use client'
import { useEffect } from 'react'
import { isTyping } from '../ui/is-typing'
import { isMac } from '../ui/use-is-mac'
import type { ActionRegistry } from './registry'
import { matchesShortcut } from './shortcut'

const OVERLAYS = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]'

/** Turns key presses anywhere on the page into actions, except while someone types or an overlay is open. */
export function useShortcuts(registry: ActionRegistry) {
  useEffect(() => {
    const mac = isMac()
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return
      const busy = event.target instanceof Element && (isTyping(event.target) || ownsKey(event.target, event.key))
      const action = registry.find(
        ({ shortcut, whileTyping }) => shortcut !== undefined && (!busy || whileTyping === true) && matchesShortcut(event, shortcut, mac),
      )
      if (!action) return
      event.preventDefault()
      action.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [registry])
}

/** A control keeps the keys that work it; what lies in an overlay keeps all. */
function ownsKey(target: Element, key: string): boolean {
  if (target.closest(OVERLAYS)) return true
  // Letters typed at a list that is only just opening are for the list.
  if (key.length === 1 && target.closest('[role="combobox"]')) return true
  if (target instanceof HTMLInputElement && (target.type === 'range' || target.type === 'radio')) return /^(Arrow|Home|End|Page)/.test(key)
  return (key === 'Enter' || key === ' ') && target.closest('button,a,summary,[role="button"],[role="tab"],[role="switch"]') !== null
}
