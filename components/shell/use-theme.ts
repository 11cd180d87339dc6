'use client'
import { useSyncExternalStore } from 'react'
import { setPreference } from './preference-cookie'
import { parseTheme, THEME_COOKIE, type Theme } from './theme'

function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    subscribe,
    () => parseTheme(document.documentElement.dataset.theme),
    () => 'system' as const,
  )
  return [theme, setTheme]
}

/** Also when the system changes to its other theme. Gives back what ends it. */
export function onThemeChange(listener: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', listener)
  const stop = subscribe(listener)
  return () => {
    dark.removeEventListener('change', listener)
    stop()
  }
}

export function setTheme(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  setPreference(THEME_COOKIE, theme)
}
