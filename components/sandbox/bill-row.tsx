'use client'
import { Paperclip } from 'lucide-react'
import type { Outputs } from '../trpc/types'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import { NearLink } from '../ui/near-link'
import { RelativeTime } from '../ui/relative-time'
import { rowLinkStyle, TableCell, TableRow } from '../ui/table'
import { BillStatus } from './bill-status'

type Bill = Outputs['sandbox']['ledger']['bills'][number]

export function BillRow({ bill, hrefOfRun }: { bill: Bill; hrefOfRun: (runId: string) => string }) {
  const { vendor, number, status, run } = bill
  const gone = status === 'VOIDED' || status === 'DELETED'
  return (
    <TableRow className={cn(!run && 'hover:bg-transparent')}>
      <TableCell className="hidden sm:table-cell">
        <BillStatus status={status} />
      </TableCell>
      <TableCell className="h-auto py-2 max-sm:pl-3">
        {run ? (
          <NearLink href={hrefOfRun(run.id)} className={rowLinkStyle}>
            {vendor}
          </NearLink>
        ) : (
          <p className="truncate font-medium">{vendor}</p>
        )}
        <p className="truncate text-ink-3 text-sm">{number}</p>
        <Attachments files={bill.attachments} />
        <p className="mt-1 sm:hidden">
          <BillStatus status={status} />
        </p>
      </TableCell>
      <TableCell className="hidden text-ink-2 text-sm tabular-nums lg:table-cell">{dayInWords(bill.date)}</TableCell>
      <TableCell className="hidden text-ink-2 text-sm tabular-nums md:table-cell">{dayInWords(bill.dueDate)}</TableCell>
      <TableCell className={cn('text-right tabular-nums max-md:pr-3', gone ? 'text-ink-3 line-through' : 'font-medium')}>
        {moneyOf(bill)}
      </TableCell>
      <TableCell className="hidden text-sm md:table-cell">
        {run ? (
          <>
            <div className="flex min-w-0 items-center gap-2">
              <span className="truncate text-ink-2">{run.flowName}</span>
              {run.mode === 'test' && <Badge tone="outline">Test</Badge>}
            </div>
            <p className="truncate text-ink-3">
              {run.startedBy.label}, <RelativeTime at={bill.enteredAt} />
            </p>
          </>
        ) : (
          <RelativeTime at={bill.enteredAt} className="text-ink-3" />
        )}
      </TableCell>
    </TableRow>
  )
}

function Attachments({ files }: { files: Bill['attachments'] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Attachments" className="mt-0.5 flex min-w-0 flex-wrap gap-x-3">
      {files.map(({ name }) => (
        <li key={name} className="flex min-w-0 items-center gap-1 text-ink-3 text-sm">
          <Paperclip className="size-3 shrink-0" strokeWidth={1.75} aria-hidden />
          <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  )
}

function moneyOf({ total, currency }: Pick<Bill, 'total' | 'currency'>): string {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'code' }).format(total)
}

/** A day is the same day everywhere. */
function dayInWords(day: string | null): string {
  if (day === null) return '–'
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
}
