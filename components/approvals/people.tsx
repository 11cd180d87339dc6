import { Check, MailWarning, X } from 'lucide-react'
import { Avatar } from '../ui/avatar'
import { RelativeTime } from '../ui/relative-time'
import type { ApprovalView } from './types'
import { otherPeople, VIA } from './words'

/** Who has decided, and who else may. */
export function People({ approval }: { approval: ApprovalView }) {
  const { decisions, request } = approval
  const others = otherPeople(approval)
  if (decisions.length === 0 && others === null && approval.undelivered.length === 0) return null
  return (
    <section aria-label="Who decides" className="text-sm">
      {decisions.length > 0 && (
        <ul className="flex flex-col gap-2.5">
          {decisions.map(({ name, decision, via, at, comment }) => (
            <li key={`${name} ${at.toISOString()}`} className="flex gap-2.5">
              <Avatar name={name} size="sm" className="mt-px" />
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-x-1.5 text-ink-2">
                  <span className="font-medium text-ink [overflow-wrap:anywhere]">{name}</span>
                  {decision === 'approved' ? (
                    <span className="inline-flex items-center gap-1 text-ok-ink">
                      <Check className="size-3.5" aria-hidden /> approved
                    </span>
                  ) : (
                    <span className="inline-flex items-center gap-1 text-bad-ink">
                      <X className="size-3.5" aria-hidden /> rejected
                    </span>
                  )}
                  <span className="text-ink-3">
                    {VIA[via]} · <RelativeTime at={at} />
                  </span>
                </p>
                {comment && <p className="mt-0.5 whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">“{comment}”</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {others && <p className="mt-2.5 text-ink-3 first:mt-0 [overflow-wrap:anywhere]">{others}</p>}
      {request.needed > 1 && approval.status === 'open' && (
        <p className="mt-1 text-ink-3">
          {decisions.length} of {request.needed} approvals so far. One rejection ends it.
        </p>
      )}
      {approval.undelivered.map((words) => (
        <p key={words} className="mt-2 flex items-start gap-1.5 text-wait-ink first:mt-0 [overflow-wrap:anywhere]">
          <MailWarning className="mt-0.5 size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
          {words}
        </p>
      ))}
    </section>
  )
}
