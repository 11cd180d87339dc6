'use client'
import { Ban, Check, Hourglass, type LucideIcon, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { cn } from '../ui/cn'
import { RelativeTime } from '../ui/relative-time'
import { shownAfter } from './editing'
import type { ApprovalStatus, ApprovalView } from './types'
import { outcomeInWords } from './words'

const LOOK: Record<Exclude<ApprovalStatus, 'open'>, { icon: LucideIcon; className: string; after: string }> = {
  approved: { icon: Check, className: 'bg-ok-soft text-ok-ink', after: 'The flow went on.' },
  rejected: { icon: X, className: 'bg-bad-soft text-bad-ink', after: 'The flow took its way for a rejection.' },
  expired: { icon: Hourglass, className: 'bg-sunken text-ink-2', after: 'The deadline passed, and the flow took its way for that.' },
  cancelled: { icon: Ban, className: 'bg-sunken text-ink-2', after: 'Nothing is left to decide.' },
}

/** How it ended, by whom, and what was changed on the way; nothing while it is open. */
export function Outcome({ approval, wasLate }: { approval: ApprovalView; wasLate: boolean }) {
  const { status, settledAt, request, decisions } = approval
  const box = useRef<HTMLDivElement>(null)
  const wasOpen = useRef(status === 'open')
  useEffect(() => {
    // The button that was pressed is gone with the question; the focus goes to what became of it.
    if (wasOpen.current && status !== 'open' && document.activeElement === document.body) box.current?.focus()
    wasOpen.current = status === 'open'
  }, [status])
  if (status === 'open') return null
  const { icon: Icon, className, after } = LOOK[status]
  const edits = decisions.flatMap(({ name, edits }) => edits.map((edit) => ({ ...edit, name })))
  return (
    <div ref={box} tabIndex={-1} className={cn('rounded-md px-3.5 py-3 outline-none', className)}>
      <p className="flex items-start gap-2 font-semibold text-lg">
        <Icon className="mt-0.5 size-4.5 shrink-0" strokeWidth={2} aria-hidden />
        <span className="min-w-0 [overflow-wrap:anywhere]">{outcomeInWords(approval)}</span>
      </p>
      <p className="mt-0.5 pl-6.5 text-sm">
        {settledAt && (
          <>
            <RelativeTime at={settledAt} className="inline-block first-letter:uppercase" />.{' '}
          </>
        )}
        {after}
      </p>
      {wasLate && (
        <p className="mt-1 pl-6.5 font-medium text-sm">
          Somebody else was quicker: this was decided before you. Your decision was not recorded.
        </p>
      )}
      {edits.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1 pl-6.5 text-sm">
          {edits.map(({ key, to, name }) => {
            const field = request.fields.find((each) => each.key === key)
            if (!field) return null
            return (
              <li key={key} className="[overflow-wrap:anywhere]">
                {name} changed {field.label} from <s>{field.shown}</s> to <span className="font-medium">{shownAfter(field, to)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
