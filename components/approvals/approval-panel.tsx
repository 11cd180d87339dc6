'use client'
import { MessageSquarePlus, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Json } from '@/flow/json'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Field } from '../ui/field'
import { IconTile } from '../ui/icon-tile'
import { RelativeTime } from '../ui/relative-time'
import { Textarea } from '../ui/textarea'
import type { FieldHands } from './asked-field'
import { AskedFields } from './asked-fields'
import { Deadline } from './deadline'
import { FoldedText } from './folded-text'
import { Outcome } from './outcome'
import { People } from './people'
import type { ApprovalView } from './types'

type ApprovalPanelProps = {
  approval: ApprovalView
  wasLate: boolean
  edits: ReadonlyMap<string, Json>
  hands: FieldHands
  /** Null: no comment is being written. */
  comment: string | null
  onComment: (comment: string) => void
  /** The page has no other headline. */
  headline: 'h1' | 'h2'
  documentLink: ReactNode
  foot: ReactNode
}

const NO_EDITS: ReadonlyMap<string, Json> = new Map()

/** What is asked, why, about which values, and by whom it is decided. */
export function ApprovalPanel({
  approval,
  wasLate,
  edits,
  hands,
  comment,
  onComment,
  headline: Headline,
  documentLink,
  foot,
}: ApprovalPanelProps) {
  const { request, flowName, isTest, askedAt, deadline, status } = approval
  const isOpen = status === 'open'
  const recorded = new Map(approval.decisions.flatMap((decision) => decision.edits.map(({ key, to }) => [key, to] as const)))
  const mayDecide = isOpen && approval.refusal === null
  return (
    <section aria-label="Approval" className="flex min-h-0 w-full min-w-0 flex-1 flex-col bg-surface">
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-5 pb-6 sm:px-6.5 sm:pt-6">
        <header className="mx-auto max-w-150">
          <div className="flex items-start gap-2 text-ink-2 text-sm leading-6">
            <IconTile icon="workflow" tint="violet" size={24} className="rounded-full" />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="font-medium text-ink">{flowName}</span> asks · <RelativeTime at={askedAt} />
              {isOpen && deadline && (
                <>
                  {' · '}
                  <Deadline at={deadline} />
                </>
              )}
            </span>
            {isTest && <Badge tone="outline">Test</Badge>}
          </div>
          <Headline className="mt-3.5 text-balance font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">
            {request.question}
          </Headline>
          {request.message && (
            <FoldedText text={request.message}>
              {(fold) => <p className={cn('mt-2 whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]', fold)}>{request.message}</p>}
            </FoldedText>
          )}
        </header>
        <div className="mx-auto mt-4 flex max-w-150 flex-col gap-4">
          <Outcome approval={approval} wasLate={wasLate} />
          {request.reason && isOpen && (
            <p className="flex gap-2.5 rounded-md bg-wait-soft px-3 py-2.5 text-sm text-wait-ink">
              <ShieldCheck className="mt-px size-4 shrink-0" strokeWidth={1.75} aria-hidden />
              <span className="min-w-0 [overflow-wrap:anywhere]">{request.reason}</span>
            </p>
          )}
          {documentLink}
          <AskedFields request={request} edits={isOpen ? edits : NO_EDITS} recorded={recorded} mayEdit={mayDecide} hands={hands} />
          <People approval={approval} />
          {mayDecide &&
            (comment === null ? (
              <Button variant="ghost" size="sm" className="-ml-2.5 self-start" onClick={() => onComment('')}>
                <MessageSquarePlus aria-hidden />
                Add a comment
              </Button>
            ) : (
              <Field label="Comment" hint="kept with your decision">
                {(control) => (
                  <Textarea
                    {...control}
                    autoFocus={comment === ''}
                    maxLength={2_000}
                    value={comment}
                    onChange={(event) => onComment(event.target.value)}
                  />
                )}
              </Field>
            ))}
        </div>
      </div>
      {foot}
    </section>
  )
}
