import type { LucideIcon } from 'lucide-react'

/** Something a person can do here. Menus, the palette, toolbars, shortcuts and the `?` sheet are all made from these. */
export type Action = {
  id: string
  /** A verb: `Publish`, `Go to runs`. */
  label: string
  /** Heading in the palette and the sheet. */
  group: string
  icon?: LucideIcon
  /** `mod+k`, `shift+enter`, `?`, `arrowup`: lower case, `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  shortcut?: string
  /** The shortcut works while the caret is in a field, too. */
  whileTyping?: boolean
  /** Other words people look for. */
  keywords?: string
  danger?: boolean
  /** May this person do it here at all? What they may not is nowhere: in no menu, in the palette and the sheet neither, and has no key. */
  may?: boolean
  /** Can it be done right now? Asked when a palette opens or a key is pressed. */
  when?: () => boolean
  run: () => void
}

export function isAvailable(action: Action): boolean {
  return action.may !== false && (action.when?.() ?? true)
}
