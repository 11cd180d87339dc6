/** The key that deletes on a Mac stands where others have ⌫. */
const MAC: Record<string, string> = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧', delete: '⌫' }
const OTHERS: Record<string, string> = { mod: 'Ctrl', ctrl: 'Ctrl', alt: 'Alt', shift: '⇧' }
const KEYS: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  backspace: '⌫',
  delete: 'Del',
  tab: 'Tab',
  space: 'Space',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
}

/** `mod+shift+p` → what is printed on the keys, in order. */
export function shortcutLabel(shortcut: string, mac: boolean): string[] {
  const own = mac ? MAC : OTHERS
  return keysOf(shortcut).map((part) => own[part] ?? KEYS[part] ?? part.toUpperCase())
}

/** `+` itself is a key, too. */
export function keysOf(shortcut: string): string[] {
  return shortcut.split(/\+(?!$)/).filter((key) => key !== '')
}
