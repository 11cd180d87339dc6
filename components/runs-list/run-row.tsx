'use client'
import type { Action } from '../actions/action'
import { MenuRow } from '../actions/menu-row'
import { cancelInWords } from '../runs/cancel-in-words'
import { SelectHead, TickCell, TickHead } from '../ticks/tick-cells'
import type { Ticked } from '../ticks/use-ticked'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import type { RowProps } from '../ui/infinite-rows'
import { NearLink } from '../ui/near-link'
import { RelativeTime } from '../ui/relative-time'
import { StatusPill } from '../ui/status-pill'
import { rowLinkStyle, TableCell, TableHead } from '../ui/table'
import { RunDuration } from './run-duration'
import { StartedBy } from './started-by'
import type { RunSummary } from './types'
import { WaitingFor } from './waiting-for'

const HELD_BACK = 'Held back: the flow is paused'

type RunRowProps = RowProps & {
  run: RunSummary
  href: string
  actions: readonly Action[]
  ticked: Ticked
  among: () => readonly string[]
}

export function RunRow({ run, href, actions, ticked, among, row, tabIndex }: RunRowProps) {
  const failure = run.error && failureInWords(run.error)
  const cancelled = run.cancelledBy && cancelInWords(run.cancelledBy, null, true)
  return (
    <MenuRow row={row} tabIndex={tabIndex} label={`Actions for this run of ${run.flowName}`} actions={actions}>
      <TickCell label={`Select this run of ${run.flowName}`} id={run.id} ticked={ticked} tabIndex={tabIndex} among={among} />
      <TableCell className="hidden sm:table-cell">
        <StatusPill status={run.status} className="align-middle" />
      </TableCell>
      <TableCell className={cn(!ticked.isChoosing && 'max-sm:pl-3')}>
        <div className="flex min-w-0 items-center gap-2">
          <NearLink href={href} data-primary tabIndex={tabIndex} title={run.flowName} dir="auto" className={rowLinkStyle}>
            {run.flowName}
          </NearLink>
          {run.mode === 'test' && <Badge tone="outline">Test</Badge>}
        </div>
        {run.paused && <p className="hidden truncate text-sm text-wait-ink sm:block">{HELD_BACK}</p>}
        {cancelled && (
          <p title={cancelled} className="hidden truncate text-ink-3 text-sm sm:block">
            {cancelled}
          </p>
        )}
        {run.waitsFor && (
          <p className="hidden truncate text-ink-3 text-sm sm:block">
            <WaitingFor waitsFor={run.waitsFor} />
          </p>
        )}
        {failure && (
          <p title={failure} className="hidden truncate text-bad-ink text-sm sm:block">
            {failure}
          </p>
        )}
        <p className="mt-0.5 flex min-w-0 items-center gap-2 text-ink-3 text-sm sm:hidden">
          <StatusPill status={run.status} className="shrink-0" />
          {run.waitsFor ? (
            <WaitingFor waitsFor={run.waitsFor} className="truncate" />
          ) : (
            <RelativeTime at={run.createdAt} className="shrink-0" />
          )}
          {run.paused && <span className="truncate text-wait-ink">{HELD_BACK}</span>}
          {cancelled && (
            <span title={cancelled} className="truncate">
              {cancelled.replace(/^Cancelled /, '')}
            </span>
          )}
          {failure && (
            <span title={failure} className="truncate text-bad-ink">
              {failure}
            </span>
          )}
        </p>
      </TableCell>
      <TableCell className="hidden md:table-cell">
        <StartedBy startedBy={run.startedBy} />
      </TableCell>
      <TableCell className="hidden truncate text-ink-3 text-sm sm:table-cell">
        <RelativeTime at={run.createdAt} />
      </TableCell>
      <TableCell className="hidden text-right text-ink-2 text-sm tabular-nums sm:table-cell">
        <RunDuration run={run} />
      </TableCell>
    </MenuRow>
  )
}

/** `Enter the bill: “a lot” is not an amount that can be used as Total.` */
function failureInWords({ stepName, message }: NonNullable<RunSummary['error']>): string {
  return stepName ? `${stepName}: ${message}` : message
}

export function RunHead({ ids, ticked }: { ids: readonly string[]; ticked: Ticked }) {
  return (
    <>
      <TickHead ids={ids} ticked={ticked} />
      <TableHead className="hidden w-34 sm:table-cell">Status</TableHead>
      <TableHead className={cn(!ticked.isChoosing && 'max-sm:pl-3')}>Flow</TableHead>
      <TableHead className="hidden w-36 md:table-cell lg:w-52">Started by</TableHead>
      <TableHead className="hidden w-34 sm:table-cell">Started</TableHead>
      <TableHead className="hidden w-24 text-right sm:table-cell">Took</TableHead>
      <SelectHead ticked={ticked} />
    </>
  )
}
