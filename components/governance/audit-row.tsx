'use client'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import type { RowProps } from '../ui/infinite-rows'
import { RelativeTime } from '../ui/relative-time'
import { rowLinkStyle, TableCell, TableHead, TableRow } from '../ui/table'
import { Change } from './change'
import { SystemMark } from './system-mark'
import type { AuditEvent, Names } from './types'
import { changeOf, doerOf, reasonOf, sayingOf } from './words'

type AuditRowProps = RowProps & { event: AuditEvent; names: Names; onOpen: () => void }

export function AuditRow({ event, names, onOpen, row, tabIndex }: AuditRowProps) {
  const { actor, link } = event
  const change = changeOf(event, names)
  const reason = reasonOf(event)
  return (
    <TableRow {...row}>
      <TableCell className="hidden sm:table-cell">
        <span className="flex min-w-0 items-center gap-2.5">
          {actor.kind === 'system' ? <SystemMark /> : <Avatar name={doerOf(event)} id={'userId' in actor ? actor.userId : undefined} />}
          <span className="min-w-0">
            <span className="block truncate">{doerOf(event)}</span>
            {reason && <span className="block truncate text-ink-3 text-sm">{reason}</span>}
          </span>
        </span>
      </TableCell>
      <TableCell className="max-sm:pl-3">
        <button
          type="button"
          data-primary
          tabIndex={tabIndex}
          onClick={onOpen}
          className={cn(rowLinkStyle, 'w-full text-left font-normal first-letter:uppercase')}
        >
          <span className="sr-only sm:hidden">{doerOf(event)} </span>
          {sayingOf(event, names)}
        </button>
        {change && <Change {...change} className="hidden text-sm sm:flex" />}
        <span className="flex items-center gap-1.5 truncate text-ink-3 text-sm sm:hidden">
          {doerOf(event)} · <RelativeTime at={event.at} />
        </span>
      </TableCell>
      <TableCell className="hidden truncate text-ink-3 text-sm tabular-nums sm:table-cell">
        <RelativeTime at={event.at} />
      </TableCell>
      <TableCell className="hidden text-right text-ink-3 text-sm tabular-nums md:table-cell">
        {link ? link.seq.toLocaleString() : <Badge>To be sealed</Badge>}
      </TableCell>
    </TableRow>
  )
}

export function AuditHead() {
  return (
    <>
      <TableHead className="hidden w-52 sm:table-cell">Who</TableHead>
      <TableHead className="max-sm:pl-3">What</TableHead>
      <TableHead className="hidden w-36 sm:table-cell">When</TableHead>
      <TableHead className="hidden w-28 text-right md:table-cell">Sealed as</TableHead>
    </>
  )
}
