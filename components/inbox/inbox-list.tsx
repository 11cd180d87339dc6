'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CommentBody } from '../comments/comment-body'
import { useNameOf } from '../comments/use-name-of'
import { useSession } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import type { Outputs } from '../trpc/types'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { NearLink } from '../ui/near-link'
import { RelativeTime } from '../ui/relative-time'

type InboxListProps = { items: Outputs['inbox']['list']; onOpen: () => void }

export function InboxList({ items, onOpen }: InboxListProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { workspace } = useSession()
  const read = useMutation(trpc.inbox.read.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.inbox.pathFilter()) }))
  const nameOf = useNameOf()
  const unread = items.filter(({ isRead }) => !isRead).length
  return (
    <>
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
              <NearLink
                href={`/w/${workspace.slug}/flows/${flowId}?thread=${threadId}`}
                className="flex gap-2.5 px-3 py-2.5 hover:bg-hover"
                onClick={() => {
                  onOpen()
                  if (!isRead) read.mutate({ ids: [id] })
                }}
              >
                <Avatar name={author} id={authorId} size="sm" />
                <span className="min-w-0 flex-1">
                  <span className="block text-ink-2 text-xs">
                    <bdi className="font-medium text-ink">{author}</bdi> {reason === 'mention' ? 'mentioned you' : 'answered'} in{' '}
                    <bdi>{flowName}</bdi> · <RelativeTime at={at} />
                  </span>
                  <span className="line-clamp-3">
                    <CommentBody body={body} nameOf={nameOf} />
                  </span>
                </span>
                {!isRead && <span role="img" aria-label="Unread" className="mt-1.5 size-2 shrink-0 rounded-full bg-brand" />}
              </NearLink>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
