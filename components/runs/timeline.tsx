'use client'
import { cn } from '@/components/ui/cn'
import { formatDuration } from '@/components/ui/format-duration'
import { useNow } from '@/components/ui/use-now'
import type { NodeView } from '@/flow/engine/run-view'
import { isTerminal } from '@/flow/engine/status'
import type { FollowedRun } from './follow-run'

type TimelineProps = {
  followed: FollowedRun
  /** The moment that is looked at; left out, it is now. */
  moment?: number
  selected?: string
  onSelect: (nodeId: string) => void
}

/** Where the time went: a bar for each step, in the order they started. */
export function Timeline({ followed, moment, selected, onSelect }: TimelineProps) {
  const { view, plan, status } = followed
  const now = useNow(isTerminal(status) ? 60_000 : 1_000)
  const rows = [...view.nodes].flatMap(([id, look]) => {
    const label = plan.nodes.get(id)?.node.label
    return look.startedAt !== null && label !== undefined
      ? [{ id, label, look, start: look.startedAt, end: look.finishedAt ?? (isTerminal(status) ? look.startedAt : now) }]
      : []
  })
  rows.sort((a, b) => a.start - b.start)
  const [first] = rows
  if (!first) return <p className="py-1.5 text-ink-3 text-sm">{status === 'queued' ? 'Waiting for a worker.' : 'Nothing has run yet.'}</p>
  const from = first.start
  const span = Math.max(1, ...rows.map((row) => row.end - from))
  return (
    <ul className="text-sm">
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            aria-current={selected === row.id || undefined}
            onClick={() => onSelect(row.id)}
            className={cn(
              'grid h-6 w-full grid-cols-[120px_minmax(0,1fr)_64px] items-center gap-2 rounded-[4px] px-1 text-left hover:bg-hover',
              selected === row.id && 'bg-brand-soft',
            )}
          >
            <span className="truncate text-ink-2">{row.label}</span>
            <span className="relative block h-2">
              <span
                className={cn(
                  'absolute inset-y-0 min-w-1 rounded-[3px]',
                  BAR[row.look.status],
                  moment !== undefined && row.start > moment && 'opacity-30',
                )}
                style={{ left: `${((row.start - from) / span) * 99}%`, width: `${Math.max(0.4, ((row.end - row.start) / span) * 99)}%` }}
              />
              {moment !== undefined && (
                <span
                  className="absolute -inset-y-2 w-px bg-ink"
                  style={{ left: `${Math.max(0, Math.min(1, (moment - from) / span)) * 99}%` }}
                />
              )}
            </span>
            <span className="text-right text-ink-3 text-xs tabular-nums">
              {row.look.reused ? 'taken over' : row.look.standIn ? 'pretended' : formatDuration(row.end - row.start)}
              {row.look.finishedAt === null && !isTerminal(status) && ' …'}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const STRIPED = 'bg-[repeating-linear-gradient(135deg,var(--wait)_0_3px,var(--wait-soft)_3px_7px)]'

const BAR: Record<NodeView['status'], string> = {
  idle: 'bg-skip',
  running: 'bg-brand',
  retrying: STRIPED,
  waiting: STRIPED,
  unverified: STRIPED,
  completed: 'bg-ok',
  failed: 'bg-bad',
  skipped: 'bg-skip',
  cancelled: 'bg-skip',
}
