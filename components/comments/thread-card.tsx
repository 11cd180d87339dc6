'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, RotateCcw, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { IconButton } from '../ui/icon-button'
import { RelativeTime } from '../ui/relative-time'
import { CommentBody } from './comment-body'
import { Compose } from './compose'
import { useNameOf } from './use-name-of'
import type { Thread } from './use-threads'

type ThreadCardProps = { thread: Thread; mayComment: boolean; shown: boolean }

/** One thread, from its first word to its settling. */
export function ThreadCard({ thread, mayComment, shown }: ThreadCardProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { me } = useSession()
  const [replying, setReplying] = useState(false)
  const card = useRef<HTMLLIElement>(null)
  const after = {
    onSuccess: () => queryClient.invalidateQueries(trpc.comments.pathFilter()),
    onError: sayFailure,
  }
  const reply = useMutation(trpc.comments.reply.mutationOptions({ onSuccess: after.onSuccess }))
  const resolve = useMutation(trpc.comments.resolve.mutationOptions(after))
  const remove = useMutation(trpc.comments.remove.mutationOptions(after))
  const settled = thread.resolvedAt !== null
  const nameOf = useNameOf()
  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: 'nearest' })
  }, [shown])

  return (
    <li ref={card} className={cn('flex flex-col gap-3 rounded-md border p-3', shown && 'border-brand', settled && 'opacity-80')}>
      {thread.comments.map(({ id, authorId, author, body, createdAt }) => (
        <article key={id} aria-label={`${author} said`} className="group flex gap-2.5">
          <Avatar name={author} id={authorId} size="sm" />
          <div className="min-w-0 flex-1">
            <header className="flex items-baseline gap-2">
              <span className="truncate font-medium text-sm">{author}</span>
              <RelativeTime at={createdAt} className="shrink-0 text-ink-3 text-xs" />
              {mayComment && authorId === me.user.id && (
                <IconButton
                  icon={Trash2}
                  label="Take this comment back"
                  size="sm"
                  className="-my-1.5 ml-auto opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
                  onClick={() => remove.mutate({ id })}
                />
              )}
            </header>
            <CommentBody body={body} nameOf={nameOf} />
          </div>
        </article>
      ))}
      {mayComment &&
        (replying ? (
          <Compose
            label={`Reply to ${thread.comments[0]?.author ?? 'this'}`}
            verb="Reply"
            autoFocus
            error={reply.isError ? errorMessage(reply.error) : null}
            onSay={(body) => reply.mutateAsync({ threadId: thread.id, body }).then(() => setReplying(false))}
            onCancel={() => setReplying(false)}
          />
        ) : (
          <div className="flex justify-end gap-2">
            <Button
              size="sm"
              variant="ghost"
              loading={resolve.isPending}
              onClick={() => resolve.mutate({ threadId: thread.id, resolved: !settled })}
            >
              {settled ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
              {settled ? 'Open again' : 'Settle'}
            </Button>
            <Button size="sm" onClick={() => setReplying(true)}>
              Reply
            </Button>
          </div>
        ))}
    </li>
  )
}
