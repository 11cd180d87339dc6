/** Kept in a cookie so that the server already renders the right one: no flash, no inline script. */
export const THEME_COOKIE = 'kaos-theme'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}
