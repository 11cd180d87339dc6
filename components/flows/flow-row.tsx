'use client'
import type { Action } from '../actions/action'
import { MenuRow } from '../actions/menu-row'
import { SelectHead, TickCell, TickHead } from '../ticks/tick-cells'
import type { Ticked } from '../ticks/use-ticked'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import type { RowProps } from '../ui/infinite-rows'
import { NearLink } from '../ui/near-link'
import { RelativeTime } from '../ui/relative-time'
import { StatusPill } from '../ui/status-pill'
import { Switch } from '../ui/switch'
import { rowLinkStyle, TableCell, TableHead } from '../ui/table'
import { FlowMark } from './flow-mark'
import type { FlowSummary } from './types'

type FlowRowProps = RowProps & {
  flow: FlowSummary
  href: string
  folderName: string | null
  actions: readonly Action[]
  hrefOfRun: (runId: string) => string
  onToggle?: (enabled: boolean) => void
  ticked: Ticked
  among: () => readonly string[]
}

export function FlowRow({ flow, href, folderName, actions, hrefOfRun, onToggle, ticked, among, row, tabIndex }: FlowRowProps) {
  return (
    <MenuRow row={row} tabIndex={tabIndex} label={`Actions for ${flow.name}`} actions={actions}>
      <TickCell label={`Select ${flow.name}`} id={flow.id} ticked={ticked} tabIndex={tabIndex} among={among} />
      <TableCell className={cn(!ticked.isChoosing && 'max-sm:pl-3')}>
        <div className="flex min-w-0 items-center gap-3">
          <FlowMark triggers={flow.triggers} dimmed={!flow.enabled} />
          <div className="min-w-0">
            <NearLink href={href} data-primary tabIndex={tabIndex} title={flow.name} dir="auto" className={rowLinkStyle}>
              {flow.name}
            </NearLink>
            {flow.paused && <Badge tone="wait">Paused: runs stay queued</Badge>}
            {flow.lookProblem !== null && (
              <p title={flow.lookProblem} className="truncate text-bad-ink text-sm">
                {flow.lookProblem}
              </p>
            )}
            {folderName && !flow.paused && flow.lookProblem === null && (
              <p title={folderName} dir="auto" className="truncate text-ink-3 text-sm">
                {folderName}
              </p>
            )}
          </div>
        </div>
      </TableCell>
      <TableCell>
        <LastRun flow={flow} hrefOf={hrefOfRun} tabIndex={tabIndex} />
      </TableCell>
      <TableCell className="hidden leading-none md:table-cell">
        {flow.liveVersion === null ? (
          <Badge>Draft</Badge>
        ) : (
          <Switch
            checked={flow.enabled}
            disabled={!onToggle}
            onCheckedChange={onToggle}
            tabIndex={tabIndex}
            aria-label={`${flow.name} is on`}
          />
        )}
      </TableCell>
      <TableCell className="hidden truncate text-ink-3 text-sm lg:table-cell">
        <RelativeTime at={flow.updatedAt} />
      </TableCell>
    </MenuRow>
  )
}

export function FlowHead({ ids, ticked }: { ids: readonly string[]; ticked: Ticked }) {
  return (
    <>
      <TickHead ids={ids} ticked={ticked} />
      <TableHead className={cn(!ticked.isChoosing && 'max-sm:pl-3')}>Name</TableHead>
      <TableHead className="w-28 md:w-55">Last run</TableHead>
      <TableHead className="hidden w-20 md:table-cell">On</TableHead>
      <TableHead className="hidden w-34 lg:table-cell">Changed</TableHead>
      <SelectHead ticked={ticked} />
    </>
  )
}

type LastRunProps = { flow: FlowSummary; hrefOf: (runId: string) => string; tabIndex: 0 | -1 }

function LastRun({ flow: { lastRun }, hrefOf, tabIndex }: LastRunProps) {
  if (!lastRun) return <span className="text-ink-3 text-sm">Never</span>
  return (
    <NearLink
      href={hrefOf(lastRun.id)}
      tabIndex={tabIndex}
      className="relative inline-flex items-center gap-2 rounded-full pr-1 align-middle"
    >
      <span className="min-w-22.5">
        <StatusPill status={lastRun.status} />
      </span>
      <RelativeTime at={lastRun.at} className="hidden truncate text-ink-3 text-sm md:inline" />
    </NearLink>
  )
}
