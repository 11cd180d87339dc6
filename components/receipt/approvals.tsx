import { ApprovalRequestSchema } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { humanLabel } from '@/flow/mapping/human-label'
import { VIA } from '../approvals/words'
import { Change } from '../governance/change'
import { Avatar } from '../ui/avatar'
import { ClockTime } from './clock-time'
import type { AskedApproval } from './types'

/** What people were asked, and what they said. */
export function Approvals({ approvals }: { approvals: readonly AskedApproval[] }) {
  return (
    <ol className="flex flex-col gap-5">
      {approvals.map((approval) => (
        <li key={approval.waitId}>
          <Question approval={approval} />
        </li>
      ))}
    </ol>
  )
}

function Question({ approval }: { approval: AskedApproval }) {
  const request = ApprovalRequestSchema.safeParse(approval.request).data
  const labels = new Map(request?.fields.map(({ key, label }) => [key, label]))
  return (
    <>
      <p className="font-medium">{request?.question ?? 'A question'}</p>
      {request?.reason && <p className="text-ink-2 text-sm">Asked because: {request.reason}</p>}
      {approval.decisions.length === 0 && <p className="text-ink-3 text-sm">Nobody decided.</p>}
      {approval.decisions.map(({ id, decider, name, decision, via, at, comment, edits }) => (
        <div key={id} className="mt-2.5 flex gap-2.5">
          <Avatar name={name} id={decider} />
          <div className="min-w-0">
            <p>
              <span className="font-medium">{name}</span>{' '}
              <span className={decision === 'approved' ? 'text-ok-ink' : 'text-bad-ink'}>{decision}</span> {VIA[via]},{' '}
              <ClockTime at={at} className="text-ink-2 tabular-nums" />
            </p>
            {comment && (
              <blockquote className="mt-0.5 whitespace-pre-wrap break-words border-line-strong border-l-2 pl-2.5 text-ink-2">
                {comment}
              </blockquote>
            )}
            {edits.map(({ key, from, to }) => (
              <p key={key} className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm">
                <span className="text-ink-2">{labels.get(key) ?? humanLabel(key)}:</span>
                <Change from={valueText(from)} to={valueText(to)} />
              </p>
            ))}
          </div>
        </div>
      ))}
    </>
  )
}

function valueText(value: Json): string {
  if (value === null || value === '') return 'nothing'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
