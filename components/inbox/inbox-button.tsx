'use client'
import { Bell } from 'lucide-react'
import { useState } from 'react'
import { sidebarItemStyle } from '../shell/sidebar-link'
import { cn } from '../ui/cn'
import { later } from '../ui/later'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '../ui/popover'
import { useInbox } from './use-inbox'

const InboxList = later(() => import('./inbox-list').then(({ InboxList }) => InboxList))

/** What others said that one should know of. */
export function InboxButton({ wide, inDrawer }: { wide: boolean; inDrawer: boolean }) {
  const [open, setOpen] = useState(false)
  const items = useInbox()
  const unread = items.filter(({ isRead }) => !isRead).length
  return (
    <PopoverRoot open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          type="button"
          aria-label={unread > 0 ? `Inbox, ${unread} unread` : 'Inbox'}
          className={cn('relative', sidebarItemStyle(wide))}
        >
          <Bell className="size-4.5 shrink-0" strokeWidth={1.75} aria-hidden />
          {wide && 'Inbox'}
          {unread > 0 && (
            <span
              aria-hidden
              className={cn(
                'inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-brand px-1 font-semibold text-[10px] text-surface tabular-nums',
                wide ? 'ml-auto' : 'absolute -top-0.5 -right-0.5',
              )}
            >
              {unread > 9 ? '9+' : unread}
            </span>
          )}
        </button>
      </PopoverTrigger>
      <PopoverContent
        side={inDrawer ? 'top' : 'right'}
        align={inDrawer ? 'start' : 'end'}
        className="w-96 max-w-[calc(100vw-1rem)] p-0"
        aria-label="Inbox"
      >
        <InboxList items={items} onOpen={() => setOpen(false)} />
      </PopoverContent>
    </PopoverRoot>
  )
}
