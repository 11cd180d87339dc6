import { keysOf } from '../ui/shortcut-label'

export type Key = { key: string; code: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean; shiftKey: boolean }

/** Does this key press mean `shortcut` (see Action.shortcut) on this kind of keyboard? */
export function matchesShortcut(event: Key, shortcut: string, mac: boolean): boolean {
  const parts = keysOf(shortcut)
  const wanted = parts.at(-1) ?? ''
  const mod = parts.includes('mod')
  const meta = mac && mod
  const ctrl = parts.includes('ctrl') || (!mac && mod)
  if (event.metaKey !== meta || event.ctrlKey !== ctrl || event.altKey !== parts.includes('alt')) return false

  const pressed = event.key === ' ' ? 'space' : event.key.normalize('NFKC').toLowerCase()
  const isSign = wanted.length === 1 && !/[a-z0-9]/.test(wanted)
  if (isSign) return pressed === wanted // whether a sign needs shift depends on the keyboard's layout
  if (event.shiftKey !== parts.includes('shift')) return false
  if (mac && wanted === 'delete' && pressed === 'backspace') return true
  return pressed === wanted || latinKey(event.code) === wanted
}

/** The key's place on a Latin keyboard: shortcuts keep working in Cyrillic or Greek, and where alt writes a sign. */
function latinKey(code: string): string {
  return code.replace(/^(Key|Digit)/, '').toLowerCase()
}
