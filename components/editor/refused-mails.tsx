'use client'
import { useQuery } from '@tanstack/react-query'
import { RelativeTime } from '@/components/ui/relative-time'
import { useTRPC } from '../trpc/provider'
import { useEditor } from './context'

/** Mails that started nothing, and why. */
export function RefusedMails({ nodeId, title }: { nodeId: string; title: string }) {
  const { flowId } = useEditor()
  const trpc = useTRPC()
  const mails = useQuery(trpc.mail.refused.queryOptions({ flowId }))
  const own = mails.data?.filter((mail) => mail.nodeId === nodeId) ?? []
  if (own.length === 0) return null
  return (
    <section aria-labelledby={`refused-${nodeId}`} className="flex flex-col gap-1.5">
      <h3 id={`refused-${nodeId}`} className="font-medium text-sm">
        {title}
      </h3>
      <ul className="max-h-48 divide-y overflow-y-auto rounded-md border">
        {own.map(({ id, from, subject, reason, at }) => (
          <li key={id} className="flex flex-col gap-0.5 px-3 py-2 text-xs">
            <span className="flex justify-between gap-2">
              <span className="truncate font-medium">{subject || 'No subject'}</span>
              <RelativeTime at={at} className="shrink-0 text-ink-3" />
            </span>
            <span className="truncate text-ink-2">{from}</span>
            <span className="text-ink-3">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
