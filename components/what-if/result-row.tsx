'use client'
import { ArrowRight } from 'lucide-react'
import { iterationInWords } from '@/flow/what-if/words'
import type { RowProps } from '../ui/infinite-rows'
import { RelativeTime } from '../ui/relative-time'
import { STATUS_LOOK } from '../ui/status-pill'
import { rowLinkStyle, TableCell, TableHead, TableRow } from '../ui/table'
import type { TriedRun } from './types'
import { VerdictBadge } from './verdict-badge'

export function ResultHead() {
  return (
    <>
      <TableHead className="w-40">Run</TableHead>
      <TableHead className="w-36 max-sm:hidden">Result</TableHead>
      <TableHead className="max-sm:hidden">First difference</TableHead>
      <TableHead className="hidden w-44 lg:table-cell">Then, and now</TableHead>
    </>
  )
}

export function ResultRow({ run, onOpen, row, tabIndex }: RowProps & { run: TriedRun; onOpen: () => void }) {
  return (
    <TableRow {...row}>
      <TableCell>
        <button type="button" data-primary tabIndex={tabIndex} onClick={onOpen} className={`${rowLinkStyle} max-w-full text-left`}>
          {run.createdAt ? <RelativeTime at={run.createdAt} /> : 'A run that is gone'}
        </button>
        <div className="mt-1 flex items-center gap-2 sm:hidden">
          <VerdictBadge verdict={run.verdict} />
          <span className="min-w-0 truncate text-ink-3 text-sm">
            {run.first?.label && `${run.first.label}: `}
            {run.first?.text ?? run.reason}
          </span>
        </div>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <VerdictBadge verdict={run.verdict} className="align-middle" />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <First run={run} />
      </TableCell>
      <TableCell className="hidden text-ink-2 text-sm lg:table-cell">
        {run.statusThen && run.statusNow && (
          <span className="flex items-center gap-1.5">
            {STATUS_LOOK[run.statusThen].label}
            <ArrowRight className="size-3.5 text-ink-3" aria-label="became" />
            {STATUS_LOOK[run.statusNow].label}
          </span>
        )}
      </TableCell>
    </TableRow>
  )
}

function First({ run: { first, effects, moreEffects, reason } }: { run: TriedRun }) {
  if (!first) return <p className="truncate text-ink-3 text-sm">{reason ?? 'Nothing differs'}</p>
  const item = iterationInWords(first.step)
  return (
    <>
      <p className="truncate">
        <span className="font-medium">{first.label}</span>
        {item && <span className="text-ink-3"> ({item})</span>}
        {first.label && ': '}
        {first.text}
      </p>
      {effects[0] && (
        <p className="truncate text-ink-3 text-sm">
          {effects.join('. ')}
          {moreEffects > 0 && `, and ${moreEffects} more`}
        </p>
      )}
    </>
  )
}
