'use client'
import { Ban, Receipt, RotateCw, StepForward, Workflow } from 'lucide-react'
import Link from 'next/link'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RowMenu } from '@/components/ui/row-menu'
import { StatusPill } from '@/components/ui/status-pill'
import { ActionItems } from '../actions/action-items'
import { Crumbs, TopBar } from '../shell/top-bar'
import { DetailsRemoved } from './details-removed'
import type { RunFollower } from './follow-run'
import type { RunPageActions } from './use-run-page-actions'

const BUTTONS = [
  { id: 'run.cancel', words: 'Cancel', icon: Ban },
  { id: 'run.go-on', words: 'Go on from here', icon: StepForward },
  { id: 'run.retry', words: 'Run again', icon: RotateCw },
]

/** Also what a phone has no room for as a button or a link: there the first button is enough. */
const IN_MENU = ['run.retry', 'run.compare', 'run.receipt', 'run.download-receipt', 'run.open-flow']

type RunHeaderProps = { workspace: string; follower: RunFollower; actions: RunPageActions }

/** What ran, how it stands, and what can be done about it. */
export function RunHeader({ workspace, follower, actions: { now, pending, dialog } }: RunHeaderProps) {
  const { run, status } = useStore(
    follower.store,
    useShallow(({ run, status }) => ({ run, status })),
  )
  const inMenu = IN_MENU.flatMap((id) => now.get(id) ?? [])
  const first = BUTTONS.find(({ id }) => now.has(id))?.id
  return (
    <>
      <TopBar
        actions={
          <>
            {BUTTONS.map(({ id, words, icon: Icon }) => {
              const action = now.get(id)
              return (
                action && (
                  <Button key={id} loading={pending.has(id)} onClick={action.run} className={id === first ? undefined : 'max-sm:hidden'}>
                    <Icon aria-hidden />
                    <span className="max-sm:sr-only">{words}</span>
                  </Button>
                )
              )
            })}
            {now.has('run.receipt') && (
              <Button variant="ghost" asChild className="max-sm:hidden">
                <Link href={`/w/${workspace}/runs/${run.id}/receipt`}>
                  <Receipt aria-hidden />
                  Receipt
                </Link>
              </Button>
            )}
            {now.has('run.open-flow') && (
              <Button variant="ghost" asChild className="max-sm:hidden">
                <Link href={`/w/${workspace}/flows/${run.flowId}?run=${run.id}`}>
                  <Workflow aria-hidden />
                  Open in the editor
                </Link>
              </Button>
            )}
            {inMenu.length > 0 && (
              <RowMenu label="More for this run">
                <ActionItems actions={inMenu} menu="dropdown" />
              </RowMenu>
            )}
          </>
        }
      >
        <Crumbs trail={[{ label: 'Runs', href: `/w/${workspace}/runs` }]} title={run.flowName} />
        <span aria-live="polite" className="flex">
          <StatusPill status={status} />
        </span>
        <Badge className="max-md:hidden">
          {run.mode === 'live' ? `Version ${run.versionNumber ?? ''}` : run.effectsBlocked ? 'Test, nothing sent' : 'Test for real'}
        </Badge>
      </TopBar>
      {run.continuesRunId && (
        <p className="border-b bg-surface px-4 py-2 text-ink-2 text-sm">
          Goes on from{' '}
          <Link href={`/w/${workspace}/runs/${run.continuesRunId}`} className="text-brand-ink underline underline-offset-2">
            an earlier run
          </Link>
          . What that one had finished was taken over, not done again.
        </p>
      )}
      {dialog}
      {run.detailsRemovedAt && <DetailsRemoved at={run.detailsRemovedAt} />}
    </>
  )
}
