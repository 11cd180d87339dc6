'use client'
import { cn } from '@/components/ui/cn'
import { inWords } from './duration'
import type { NodeLive } from './live'
import { useNow } from './use-now'

const ACTIVE = new Set(['running', 'retrying', 'waiting', 'unverified'])
const WAITING: Partial<Record<NodeLive['status'], string>> = {
  running: 'running',
  retrying: 'trying again soon',
  waiting: 'waiting',
  unverified: 'did it happen?',
}

/** What came of it and how long it took; absent until something happened. */
export function CardFoot({ live }: { live: NodeLive }) {
  const active = ACTIVE.has(live.status)
  const now = useNow(active && live.startedAt !== undefined)
  if (live.status === 'idle' || live.status === 'skipped') return null
  const end = live.finishedAt ?? (active ? now : undefined)
  const time = live.startedAt !== undefined && end !== undefined ? inWords(Math.max(0, end - live.startedAt)) : ''
  const count = live.count && `${live.count.done} of ${live.count.total}`
  const words = live.error ? live.error.message : [count, live.result ?? WAITING[live.status]].filter(Boolean).join(' · ')
  if (!words && !time) return null
  return (
    <div className="flex items-baseline justify-between gap-3 border-t px-3 py-1.75 text-xs tabular-nums">
      <span
        title={words}
        className={cn(
          'min-w-0 text-ink-2',
          live.error ? 'line-clamp-3' : 'truncate',
          live.error && 'text-bad-ink',
          (live.status === 'waiting' || live.status === 'retrying' || live.status === 'unverified') && 'text-wait-ink',
        )}
      >
        {words}
      </span>
      <span className="shrink-0 text-ink-3">{time}</span>
    </div>
  )
}
