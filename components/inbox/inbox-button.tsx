'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { CommentBody } from '../comments/comment-body'
import { useCan, useSession } from '../shell/session'
import { sidebarItemStyle } from '../shell/sidebar-link'
import { useTRPC } from '../trpc/provider'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '../ui/popover'
import { RelativeTime } from '../ui/relative-time'

const LOOK_EVERY_MS = 20_000

/** What others said that one should know of. */
export function InboxButton({ wide, inDrawer }: { wide: boolean; inDrawer: boolean }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { workspace } = useSession()
  const mayRead = useCan('flow.read')
  const [open, setOpen] = useState(false)
  const inbox = useQuery(trpc.inbox.list.queryOptions(undefined, { enabled: mayRead, refetchInterval: LOOK_EVERY_MS }))
  const members = useQuery(trpc.members.list.queryOptions(undefined, { enabled: open, staleTime: 60_000 }))
  const read = useMutation(trpc.inbox.read.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.inbox.pathFilter()) }))
  const items = inbox.data ?? []
  const unread = items.filter(({ isRead }) => !isRead).length
  const nameOf = (userId: string) => members.data?.find((member) => member.userId === userId)?.name
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
        <header className="flex items-center justify-between gap-2 px-3 pt-2.5 pb-1.5">
          <h2 className="font-semibold text-md">Inbox</h2>
          {unread > 0 && (
            <Button size="sm" variant="ghost" loading={read.isPending} onClick={() => read.mutate({})}>
              Mark all as read
            </Button>
          )}
        </header>
        {items.length === 0 ? (
          <p className="px-3 pb-4 text-ink-2 text-sm">When somebody mentions you, or answers you, it shows here.</p>
        ) : (
          <ul className="max-h-[60vh] divide-y overflow-y-auto">
            {items.map(({ id, reason, author, authorId, body, flowId, flowName, threadId, at, isRead }) => (
              <li key={id}>
                <Link
                  href={`/w/${workspace.slug}/flows/${flowId}?thread=${threadId}`}
                  className="flex gap-2.5 px-3 py-2.5 hover:bg-hover"
                  onClick={() => {
                    setOpen(false)
                    if (!isRead) read.mutate({ ids: [id] })
                  }}
                >
                  <Avatar name={author} id={authorId} size="sm" />
                  <span className="min-w-0 flex-1">
                    <span className="block text-ink-2 text-xs">
                      <span className="font-medium text-ink">{author}</span> {reason === 'mention' ? 'mentioned you' : 'answered'} in{' '}
                      {flowName} · <RelativeTime at={at} />
                    </span>
                    <span className="line-clamp-3">
                      <CommentBody body={body} nameOf={nameOf} />
                    </span>
                  </span>
                  {!isRead && <span role="img" aria-label="Unread" className="mt-1.5 size-2 shrink-0 rounded-full bg-brand" />}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </PopoverContent>
    </PopoverRoot>
  )
}
