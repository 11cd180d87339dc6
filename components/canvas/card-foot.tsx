'use client'
import { cn } from '@/components/ui/cn'
import type { Port } from '@/flow/define/define'
import type { NodeView } from '@/flow/engine/run-view'
import { resultInWords } from './result-in-words'
import { STAND_IN_BRIEF } from './stand-in-words'
import { STILL, Took } from './took'

/** What came of it and how long it took; absent until something happened. */
export function CardFoot({ live, ports, stale = false }: { live: NodeView; ports: readonly Port[]; stale?: boolean }) {
  if (live.status === 'idle' || live.status === 'skipped') return null
  const words = stale ? 'changed since this run' : wordsOf(live, ports)
  const amber = live.status === 'waiting' || live.status === 'retrying' || live.status === 'unverified'
  return (
    <div className="flex items-baseline justify-between gap-3 border-t px-3 py-1.75 text-xs tabular-nums">
      <span
        title={words}
        className={cn(
          'min-w-0',
          live.error && !stale ? 'line-clamp-3 text-bad-ink' : 'truncate text-ink-2',
          amber && !live.error && 'text-wait-ink',
        )}
      >
        {words}
      </span>
      <span className="shrink-0 text-ink-3">
        <Took live={live} />
      </span>
    </div>
  )
}

function wordsOf(live: NodeView, ports: readonly Port[]): string {
  if (live.error) return live.error.message
  const { counts } = live
  const count = counts && `${counts.done} of ${counts.total}${counts.failed > 0 ? `, ${counts.failed} failed` : ''}`
  const result =
    (live.wait?.kind === 'approval' ? 'waits for approval' : STILL[live.status]) ??
    (live.status === 'completed' && !counts ? resultInWords(live, ports) : '')
  const standIn = live.standIn && live.status === 'completed' ? STAND_IN_BRIEF[live.standIn] : ''
  return [count, standIn, standIn ? '' : result].filter(Boolean).join(' · ')
}
