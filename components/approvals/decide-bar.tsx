'use client'
import { Check, Lock, MessageCircleQuestion, ReceiptText } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from '../ui/button'
import { Kbd } from '../ui/kbd'

type DecideBarProps = {
  standing: string
  /** Why the person may not decide. */
  refusal: string | null
  pending: 'approved' | 'rejected' | null
  /** Shortcuts exist where the workspace is around the page. */
  hasKeys: boolean
  /** What went wrong with the last try, or what is still to be done. */
  message: string | null
  onApprove: () => void
  onReject: () => void
  onAsk?: () => void
}

/** What has and has not happened yet, and the decision. */
export function DecideBar({ standing, refusal, pending, hasKeys, message, onApprove, onReject, onAsk }: DecideBarProps) {
  const reasonId = useId()
  const blocked = refusal !== null
  const described = blocked ? { 'aria-describedby': reasonId } : {}
  return (
    <Foot standing={standing}>
      {refusal !== null && (
        <p id={reasonId} className="flex gap-2 rounded-sm bg-sunken px-3 py-2 text-ink-2 text-sm">
          <Lock className="mt-0.5 size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
          {refusal}
        </p>
      )}
      {message && (
        <p role="alert" className="text-bad-ink text-sm">
          {message}
        </p>
      )}
      <div className="flex flex-wrap items-stretch gap-2">
        <Button
          {...described}
          variant="approve"
          size="lg"
          className="min-w-36 flex-1"
          disabled={blocked || pending !== null}
          loading={pending === 'approved'}
          onClick={onApprove}
        >
          {pending !== 'approved' && <Check aria-hidden />}
          Approve
          {hasKeys && !blocked && <Kbd keys="a" tone="inverse" className="max-lg:hidden" />}
        </Button>
        <Button
          {...described}
          size="lg"
          disabled={blocked || pending !== null}
          loading={pending === 'rejected'}
          onClick={onReject}
          className="max-sm:flex-1"
        >
          Reject
        </Button>
        {onAsk && (
          <Button variant="ghost" size="lg" disabled={pending !== null} onClick={onAsk} className="px-3">
            <MessageCircleQuestion aria-hidden />
            Ask
          </Button>
        )}
      </div>
    </Foot>
  )
}

/** The lower end of the panel, always in sight. */
export function Foot({ standing, children }: { standing?: string; children: ReactNode }) {
  return (
    <footer className="shrink-0 border-t bg-surface px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-6.5 lg:border-t-0 lg:pb-6">
      <div className="mx-auto flex max-w-150 flex-col gap-3">
        {standing && (
          <p className="flex gap-2 text-ink-2 text-sm">
            <ReceiptText className="mt-px size-4 shrink-0" strokeWidth={1.75} aria-hidden />
            <span className="min-w-0 [overflow-wrap:anywhere]">{standing}</span>
          </p>
        )}
        {children}
      </div>
    </footer>
  )
}
