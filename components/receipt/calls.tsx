import { nodeOf } from '@/flow/engine/step'
import { Badge } from '../ui/badge'
import { formatDuration } from '../ui/format-duration'
import { ClockTime } from './clock-time'
import { Exchange } from './exchange'
import type { Receipt } from './types'
import { callInWords, statusOfCall } from './words'

/** What went out of the house, to where, and what came back. */
export function Calls({ calls, nodes }: Pick<Receipt, 'calls' | 'nodes'>) {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
  const inTime = calls.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return (
    <ol className="flex flex-col">
      {inTime.map((call) => {
        const status = statusOfCall(call)
        return (
          <li key={call.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 py-2 sm:grid-cols-[80px_minmax(0,1fr)_auto]">
            <ClockTime at={call.at} className="hidden text-ink-3 text-sm tabular-nums sm:block" />
            <div className="min-w-0">
              <p className="break-words font-medium">{callInWords(call)}</p>
              <p className="text-ink-2 text-sm">
                {labels.get(nodeOf(call.step)) ?? call.step}
                {call.attempt > 1 && `, attempt ${call.attempt}`} · {formatDuration(call.durationMs)}
              </p>
              {typeof call.summary.error === 'string' && <p className="break-words text-bad-ink text-sm">{call.summary.error}</p>}
              <code className="block break-all text-ink-3 text-xs">{call.digest}</code>
              <Exchange id={call.id} />
            </div>
            <span className="flex items-start gap-1.5">
              {status && <Badge tone={status.isBad ? 'bad' : 'ok'}>{status.text}</Badge>}
              <Badge tone="outline">{call.sandbox ? 'Sandbox' : 'Real'}</Badge>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
