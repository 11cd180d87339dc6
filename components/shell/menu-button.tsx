'use client'
import { Menu } from 'lucide-react'
import { useContext } from 'react'
import { useUnread } from '../inbox/use-unread'
import { IconButton } from '../ui/icon-button'
import { ShellContext } from './shell-context'

/** The way to the menu on a small screen. The inbox is in it, so it tells when somebody said something. */
export function MenuButton() {
  const { openDrawer } = useContext(ShellContext)
  const unread = useUnread()
  return (
    <span className="relative -ml-1.5 inline-flex shrink-0 sm:hidden">
      <IconButton
        icon={Menu}
        label={unread > 0 ? `Open menu, ${unread} unread in the inbox` : 'Open menu'}
        onClick={openDrawer}
        className="size-11"
      />
      {unread > 0 && (
        <span aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 size-2 rounded-full bg-brand ring-2 ring-surface" />
      )}
    </span>
  )
}
