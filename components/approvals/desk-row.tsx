'use client'
import { Badge } from '../ui/badge'
import type { RowProps } from '../ui/infinite-rows'
import { NearLink } from '../ui/near-link'
import { RelativeTime } from '../ui/relative-time'
import { rowLinkStyle, TableCell, TableHead, TableRow } from '../ui/table'
import { Deadline } from './deadline'
import { OUTCOME_LOOK, OutcomeBadge } from './outcome-badge'
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
        <p className="mt-0.5 truncate text-ink-3 text-sm">
          <span className="sm:hidden">
            {amount && <span className="font-medium text-ink tabular-nums">{amount} · </span>}
            {tab === 'decided' && `${OUTCOME_LOOK[item.status].label} · `}
            {deadline && !settledAt ? <Deadline at={deadline} /> : <RelativeTime at={settledAt ?? askedAt} />}
            {' · '}
          </span>
          <span title={flowName}>{flowName}</span>
          {startedBy && <span className="max-sm:hidden"> · started by {startedBy}</span>}
        </p>
      </TableCell>
      <TableCell title={amount ?? undefined} className="hidden truncate text-right font-medium tabular-nums sm:table-cell">
        {amount}
      </TableCell>
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
          <TableCell className="hidden truncate text-ink-2 text-sm sm:table-cell">{deadline && <Deadline at={deadline} />}</TableCell>
          <TableCell className="hidden truncate text-ink-3 text-sm md:table-cell">
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
      <TableHead className="hidden w-36 text-right sm:table-cell">Amount</TableHead>
      {tab === 'decided' ? (
        <>
          <TableHead className="hidden w-32 sm:table-cell">Outcome</TableHead>
          <TableHead className="hidden w-44 md:table-cell">Decided by</TableHead>
          <TableHead className="hidden w-34 sm:table-cell">Decided</TableHead>
        </>
      ) : (
        <>
          <TableHead className="hidden w-40 sm:table-cell">Deadline</TableHead>
          <TableHead className="hidden w-34 md:table-cell">Asked</TableHead>
        </>
      )}
    </>
  )
}
