'use client'
import { Badge } from '../ui/badge'
import type { RowProps } from '../ui/infinite-rows'
import { NearLink } from '../ui/near-link'
import { RelativeTime } from '../ui/relative-time'
import { rowLinkStyle, TableCell, TableHead, TableRow } from '../ui/table'
import { Deadline } from './deadline'
import { OutcomeBadge } from './outcome-badge'
import type { DeskItem, DeskTab } from './types'

type DeskRowProps = RowProps & { item: DeskItem; tab: DeskTab; href: string }

export function DeskRow({ item, tab, href, row, tabIndex }: DeskRowProps) {
  const { question, flowName, isTest, amount, startedBy, askedAt, deadline, settledAt, settledBy } = item
  return (
    <TableRow {...row}>
      <TableCell>
        <div className="flex min-w-0 items-center gap-2">
          <NearLink href={href} data-primary tabIndex={tabIndex} title={question} dir="auto" className={rowLinkStyle}>
            {question}
          </NearLink>
          {isTest && <Badge tone="outline">Test</Badge>}
          {item.isStuck && <Badge tone="bad">Nobody can decide</Badge>}
        </div>
        <p className="mt-0.5 flex min-w-0 items-center gap-1.5 text-ink-3 text-sm">
          <span title={flowName} className="truncate">
            {flowName}
            {startedBy && <span className="max-sm:hidden"> · started by {startedBy}</span>}
          </span>
          <span className="shrink-0 sm:hidden">
            · {deadline && !settledAt ? <Deadline at={deadline} /> : <RelativeTime at={settledAt ?? askedAt} />}
          </span>
        </p>
      </TableCell>
      <TableCell className="truncate text-right font-medium tabular-nums">{amount}</TableCell>
      {tab === 'decided' ? (
        <>
          <TableCell className="hidden sm:table-cell">
            <OutcomeBadge status={item.status} />
          </TableCell>
          <TableCell className="hidden truncate text-ink-2 text-sm md:table-cell">{settledBy.join(', ')}</TableCell>
          <TableCell className="hidden truncate text-ink-3 text-sm sm:table-cell">{settledAt && <RelativeTime at={settledAt} />}</TableCell>
        </>
      ) : (
        <>
          <TableCell className="hidden truncate text-ink-2 text-sm md:table-cell">{deadline && <Deadline at={deadline} />}</TableCell>
          <TableCell className="hidden truncate text-ink-3 text-sm sm:table-cell">
            <RelativeTime at={askedAt} />
          </TableCell>
        </>
      )}
    </TableRow>
  )
}

export function DeskHead({ tab }: { tab: DeskTab }) {
  return (
    <>
      <TableHead>Question</TableHead>
      <TableHead className="w-26 text-right sm:w-36">Amount</TableHead>
      {tab === 'decided' ? (
        <>
          <TableHead className="hidden w-32 sm:table-cell">Outcome</TableHead>
          <TableHead className="hidden w-44 md:table-cell">Decided by</TableHead>
          <TableHead className="hidden w-34 sm:table-cell">Decided</TableHead>
        </>
      ) : (
        <>
          <TableHead className="hidden w-40 md:table-cell">Deadline</TableHead>
          <TableHead className="hidden w-34 sm:table-cell">Asked</TableHead>
        </>
      )}
    </>
  )
}
