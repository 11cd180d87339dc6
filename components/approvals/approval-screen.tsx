'use client'
import { Check, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useActions } from '../actions/use-actions'
import { cn } from '../ui/cn'
import { ApprovalPanel } from './approval-panel'
import type { FieldHands } from './asked-field'
import { DecideBar, Foot } from './decide-bar'
import { DocumentLink } from './document-link'
import { DocumentView } from './document-view'
import type { ApprovalView, HrefOfFile, Pointed, Verdict } from './types'
import { useEdits } from './use-edits'
import { WholeDocument } from './whole-document'
import { outcomeInWords } from './words'
import { WordsDialog } from './words-dialog'

export type Deeds = {
  decide: (verdict: Verdict) => void
  deciding: Verdict['decision'] | null
  /** What went wrong with the last try, in words. */
  problem: string | null
  /** Somebody else's decision was there first. */
  wasLate: boolean
  ask: (question: string) => Promise<void>
}

type ApprovalScreenProps = {
  approval: ApprovalView
  deeds: Deeds
  hrefOf: HrefOfFile
  headline: 'h1' | 'h2'
  hasKeys: boolean
  /** Below the outcome: where to go from here. */
  onwards?: ReactNode
}

type Dialog = 'approve' | 'reject' | 'ask' | null

/** The document on the left, the question on the right; on a small screen the question, with strips of the document. */
export function ApprovalScreen({ approval, deeds, hrefOf, headline, hasKeys, onwards }: ApprovalScreenProps) {
  const { request, status, refusal } = approval
  const { document: asked, fields } = request
  const panel = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<Pointed>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [comment, setComment] = useState<string | null>(null)
  const [dialog, setDialog] = useState<Dialog>(null)
  const [whole, setWhole] = useState<{ at: string | null } | null>(null)
  const [unfinished, setUnfinished] = useState(false)
  const [askProblem, setAskProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const { edits, list, change, undo } = useEdits(fields, approval.decisions)
  const isOpen = status === 'open'
  /** Those who were asked may, where somebody is there to answer. */
  const mayAsk = refusal === null && approval.answeredBy !== null

  useEffect(() => {
    if (isOpen) return
    setDialog(null)
    setEditing(null)
  }, [isOpen])

  function decide(decision: Verdict['decision'], words = comment ?? '') {
    if (editing !== null && panel.current?.querySelector('[aria-invalid]')) return setUnfinished(true)
    deeds.decide({ decision, comment: words.trim(), edits: decision === 'approved' ? list : [], seen: approval.decisions.length })
  }
  async function ask(question: string) {
    setAsking(true)
    try {
      await deeds.ask(question)
      setDialog(null)
      setAskProblem(null)
    } catch (error) {
      setAskProblem(error instanceof Error ? error.message : 'The question could not be sent. Try again.')
    } finally {
      setAsking(false)
    }
  }
  function chooseMark(key: string) {
    setPointed({ key, from: 'mark' })
    panel.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(key)}"] button`)?.focus({ preventScroll: true })
  }

  useActions([
    {
      id: 'approval.approve',
      label: 'Approve',
      group: 'Approval',
      icon: Check,
      shortcut: 'a',
      may: refusal === null,
      when: () => isOpen && deeds.deciding === null,
      run: () => setDialog('approve'),
    },
    {
      id: 'approval.reject',
      label: 'Reject',
      group: 'Approval',
      icon: X,
      shortcut: 'r',
      danger: true,
      may: refusal === null,
      when: () => isOpen && deeds.deciding === null,
      run: () => setDialog('reject'),
    },
  ])

  const hands: FieldHands = {
    pointed,
    onPoint: setPointed,
    editing,
    onEdit: (key) => {
      setUnfinished(false)
      setEditing(key)
    },
    onChange: change,
    onUndo: undo,
    onOpenPage: (key) => setWhole({ at: key }),
    hrefOf,
  }
  const view = asked && { document: asked, fields, hrefOf }
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      {view && (
        <div className="hidden min-w-0 flex-1 lg:flex">
          <DocumentView {...view} pointed={pointed} onPoint={setPointed} onChoose={chooseMark} />
        </div>
      )}
      <div ref={panel} className={cn('flex min-w-0 flex-1', asked && 'lg:w-108 lg:flex-none lg:border-l')}>
        <ApprovalPanel
          approval={approval}
          wasLate={deeds.wasLate}
          edits={edits}
          hands={hands}
          comment={comment}
          onComment={setComment}
          headline={headline}
          documentLink={asked && <DocumentLink document={asked} hrefOf={hrefOf} onOpen={() => setWhole({ at: null })} />}
          foot={
            isOpen ? (
              <DecideBar
                standing={request.standing}
                refusal={refusal}
                pending={deeds.deciding}
                hasKeys={hasKeys}
                message={unfinished ? 'Finish the value you are changing first.' : deeds.problem}
                onApprove={() => decide('approved')}
                onReject={() => setDialog('reject')}
                onAsk={mayAsk ? () => setDialog('ask') : undefined}
              />
            ) : (
              onwards && <Foot>{onwards}</Foot>
            )
          }
        />
      </div>
      <p role="status" className="sr-only">
        {outcomeInWords(approval)}
      </p>
      {view && <WholeDocument {...view} open={whole} onClose={() => setWhole(null)} />}
      <WordsDialog
        open={dialog === 'approve'}
        onOpenChange={(open) => setDialog(open ? 'approve' : null)}
        title="Approve this?"
        description={
          list.length > 0 ? `${request.question} With ${list.length === 1 ? 'one change' : `${list.length} changes`}.` : request.question
        }
        label="Comment"
        optional
        initial={comment ?? ''}
        confirm="Approve"
        look="approve"
        pending={deeds.deciding === 'approved'}
        error={deeds.problem}
        onSubmit={(words) => decide('approved', words)}
      />
      <WordsDialog
        open={dialog === 'reject'}
        onOpenChange={(open) => setDialog(open ? 'reject' : null)}
        title="Why is it rejected?"
        description="Whoever started it reads this, and it stays in the record of the run."
        label="Reason"
        placeholder="We ordered four hours of support, not five."
        initial={comment ?? ''}
        confirm="Reject"
        look="danger"
        pending={deeds.deciding === 'rejected'}
        error={deeds.problem}
        onSubmit={(words) => decide('rejected', words)}
      />
      <WordsDialog
        open={dialog === 'ask'}
        onOpenChange={(open) => setDialog(open ? 'ask' : null)}
        title="Ask a question"
        description={`It goes to ${approval.answeredBy ?? 'whoever started the run'}. The decision stays open.`}
        label="Question"
        confirm="Send the question"
        look="primary"
        pending={asking}
        error={askProblem}
        onSubmit={(words) => void ask(words)}
      />
    </div>
  )
}
