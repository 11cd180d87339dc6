'use client'
import Link from 'next/link'
import type { Action } from '../actions/action'
import { ActionItems } from '../actions/action-items'
import { Badge } from '../ui/badge'
import { ContextMenuContent, ContextMenuRoot, ContextMenuTrigger } from '../ui/context-menu'
import type { RowProps } from '../ui/infinite-rows'
import { RelativeTime } from '../ui/relative-time'
import { RowMenu } from '../ui/row-menu'
import { StatusPill } from '../ui/status-pill'
import { rowLinkStyle, TableCell, TableHead, TableRow } from '../ui/table'
import { RunDuration } from './run-duration'
import { StartedBy } from './started-by'
import type { RunSummary } from './types'

type RunRowProps = RowProps & { run: RunSummary; href: string; actions: readonly Action[] }

export function RunRow({ run, href, actions, row, tabIndex }: RunRowProps) {
  return (
    <ContextMenuRoot>
      <ContextMenuTrigger asChild>
        <TableRow {...row}>
          <TableCell>
            <StatusPill status={run.status} className="align-middle" />
          </TableCell>
          <TableCell>
            <div className="flex min-w-0 items-center gap-2">
              <Link href={href} data-primary tabIndex={tabIndex} className={rowLinkStyle}>
                {run.flowName}
              </Link>
              {run.mode === 'test' && <Badge tone="outline">Test</Badge>}
            </div>
            {run.error && <p className="truncate text-bad-ink text-sm">{run.error.message}</p>}
          </TableCell>
          <TableCell className="hidden md:table-cell">
            <StartedBy startedBy={run.startedBy} />
          </TableCell>
          <TableCell className="truncate text-ink-3 text-sm">
            <RelativeTime at={run.createdAt} />
          </TableCell>
          <TableCell className="hidden text-right text-ink-2 text-sm tabular-nums sm:table-cell">
            <RunDuration run={run} />
          </TableCell>
          <TableCell className="text-right">
            <RowMenu label={`Actions for this run of ${run.flowName}`} tabIndex={tabIndex}>
              <ActionItems actions={actions} menu="dropdown" />
            </RowMenu>
          </TableCell>
        </TableRow>
      </ContextMenuTrigger>
      <ContextMenuContent>
        <ActionItems actions={actions} menu="context" />
      </ContextMenuContent>
    </ContextMenuRoot>
  )
}

export function RunHead() {
  return (
    <>
      <TableHead className="w-31 sm:w-34">Status</TableHead>
      <TableHead>Flow</TableHead>
      <TableHead className="hidden w-52 md:table-cell">Started by</TableHead>
      <TableHead className="w-28 sm:w-34">Started</TableHead>
      <TableHead className="hidden w-24 text-right sm:table-cell">Took</TableHead>
      <TableHead className="w-13">
        <span className="sr-only">Actions</span>
      </TableHead>
    </>
  )
}
