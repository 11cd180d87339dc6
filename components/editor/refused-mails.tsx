'use client'
import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { withSender } from '@/flow/define/senders'
import { useNode } from '../canvas/model'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { useEditor } from './context'

/** Mails that started nothing, and why. Who may not send mails here is let in with one press. */
export function RefusedMails({ nodeId, title }: { nodeId: string; title: string }) {
  const { flowId, draft, mayEdit } = useEditor()
  const trpc = useTRPC()
  const senders = useNode(nodeId)?.params.senders
  const [allowed, setAllowed] = useState<ReadonlySet<string>>(new Set())
  const mails = useQuery(trpc.mail.refused.queryOptions({ flowId }))
  const own = mails.data?.filter((mail) => mail.nodeId === nodeId) ?? []
  if (own.length === 0) return null
  const more = (from: string) => (mayEdit && typeof senders === 'string' ? withSender(senders, from) : null)
  const allow = (from: string) => {
    const value = more(from)
    if (value === null) return
    draft.edit({ type: 'node.configure', id: nodeId, param: 'senders', value })
    setAllowed(new Set([...allowed, from]))
  }
  return (
    <section aria-labelledby={`refused-${nodeId}`} className="flex flex-col gap-1.5">
      <h3 id={`refused-${nodeId}`} className="font-medium text-sm">
        {title}
      </h3>
      <ul className="max-h-60 divide-y overflow-y-auto rounded-md border">
        {own.map(({ id, from, subject, reason, at }) => (
          <li key={id} className="flex flex-col gap-0.5 px-3 py-2 text-xs">
            <span className="flex justify-between gap-2">
              <span dir="auto" className="min-w-0 truncate font-medium">
                {subject || 'No subject'}
              </span>
              <RelativeTime at={at} className="shrink-0 text-ink-3" />
            </span>
            <span className="truncate text-ink-2">{from}</span>
            <span className="break-words text-ink-3">{reason}</span>
            {more(from) !== null ? (
              <Button
                size="sm"
                variant="ghost"
                className="-ml-2.5 self-start max-sm:h-11"
                aria-label={`Allow ${from}`}
                onClick={() => allow(from)}
              >
                <UserRoundPlus aria-hidden />
                Allow this sender
              </Button>
            ) : (
              allowed.has(from) && (
                <span role="status" className="mt-0.5 text-ok-ink">
                  Added to “Only from”. It holds for mails that come once you have published; this one has to be sent again.
                </span>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
