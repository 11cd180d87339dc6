'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { formatDuration } from '@/components/ui/format-duration'
import { Skeleton } from '@/components/ui/skeleton'
import { useNow } from '@/components/ui/use-now'
import type { NodeView } from '@/flow/engine/run-view'
import { isTerminal } from '@/flow/engine/status'
import type { FollowedRun } from './follow-run'
import { useKeepAtEnd } from './use-keep-at-end'

type TimelineProps = {
  followed: FollowedRun
  /** The moment that is looked at; left out, it is now. */
  moment?: number
  selected?: string
  onSelect: (nodeId: string) => void
}

const ROW_PX = 24

/**
 * Where the time went: a bar for each step, in the order they started. Only the rows in view are drawn, and among them the one that
 * tells most: what is selected, what failed, what is done now.
 */
export function Timeline({ followed, moment, selected, onSelect }: TimelineProps) {
  const { view, plan, status, coming } = followed
  const now = useNow(isTerminal(status) ? 60_000 : 1_000)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = [...view.nodes].flatMap(([id, look]): TimelineRow[] => {
    const node = plan.nodes.get(id)?.node
    const label = node?.label
    return look.startedAt !== null && label !== undefined
      ? [
          {
            id,
            label,
            look,
            x: node?.position.x ?? 0,
            start: look.startedAt,
            end: look.finishedAt ?? (isTerminal(status) ? look.startedAt : now),
          },
        ]
      : []
  })
  rows.sort((a, b) => a.start - b.start || a.end - b.end || a.x - b.x)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const told = selected ?? rows.findLast(({ look }) => look.status === 'failed')?.id
  const toldRow = told === undefined ? -1 : rows.findIndex(({ id }) => id === told)
  useEffect(() => {
    if (toldRow >= 0) virtualizer.scrollToIndex(toldRow)
  }, [toldRow, virtualizer])
  useKeepAtEnd(virtualizer, toldRow < 0 && !isTerminal(status))
  const [first] = rows
  if (coming) return <Skeleton className="my-2 h-3 w-2/3" />
  if (!first) return <p className="py-1.5 text-ink-3 text-sm">{status === 'queued' ? 'Waiting for a worker.' : 'Nothing has run yet.'}</p>
  const from = first.start
  const span = rows.reduce((most, row) => Math.max(most, row.end - from), 1)
  return (
    <div ref={scroller} className="max-h-40 overflow-y-auto">
      <ul className="relative text-sm" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={row.id}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <Bar
                  row={row}
                  from={from}
                  span={span}
                  moment={moment}
                  goesOn={row.look.finishedAt === null && !isTerminal(status)}
                  selected={selected === row.id}
                  onSelect={onSelect}
                />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

/** `x`: of what began in the same millisecond, what is drawn further left is first. */
type TimelineRow = { id: string; label: string; look: NodeView; x: number; start: number; end: number }

type BarProps = {
  row: TimelineRow
  from: number
  span: number
  moment: number | undefined
  goesOn: boolean
  selected: boolean
  onSelect: (nodeId: string) => void
}

function Bar({ row: { id, label, look, start, end }, from, span, moment, goesOn, selected, onSelect }: BarProps) {
  return (
    <button
      type="button"
      aria-current={selected || undefined}
      onClick={() => onSelect(id)}
      className={cn(
        'grid h-6 w-full grid-cols-[120px_minmax(0,1fr)_64px] items-center gap-2 rounded-[4px] px-1 text-left hover:bg-hover',
        selected && 'bg-brand-soft',
      )}
    >
      <span className="truncate text-ink-2">{label}</span>
      <span className="relative block h-2">
        <span
          className={cn(
            'absolute inset-y-0 min-w-1 rounded-[3px]',
            BAR[look.status],
            moment !== undefined && start > moment && 'opacity-30',
          )}
          style={{ left: `${((start - from) / span) * 99}%`, width: `${Math.max(0.4, ((end - start) / span) * 99)}%` }}
        />
        {moment !== undefined && (
          <span className="absolute -inset-y-2 w-px bg-ink" style={{ left: `${Math.max(0, Math.min(1, (moment - from) / span)) * 99}%` }} />
        )}
      </span>
      <span className="whitespace-nowrap text-right text-ink-3 text-xs tabular-nums">
        {look.reused ? 'taken over' : look.standIn ? 'pretended' : formatDuration(end - start)}
        {goesOn && ' …'}
      </span>
    </button>
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
