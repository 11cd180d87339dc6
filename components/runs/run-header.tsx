'use client'
import { Ban, Receipt, RotateCw, StepForward, Workflow } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { StatusPill } from '@/components/ui/status-pill'
import { isTerminal } from '@/flow/engine/status'
import { useCan } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { ContinueDialog } from './continue-dialog'
import { DetailsRemoved } from './details-removed'
import type { RunFollower } from './follow-run'
import { useCancelRun } from './use-cancel-run'
import { useRunAgain } from './use-run-again'

/** What ran, how it stands, and what can be done about it. */
export function RunHeader({ workspace, follower }: { workspace: string; follower: RunFollower }) {
  const { run, status, isTidying } = useStore(
    follower.store,
    useShallow(({ run, status, view }) => ({ run, status, isTidying: view.tidying !== null })),
  )
  const cancel = useCancelRun()
  const again = useRunAgain(workspace)
  const [goingOn, setGoingOn] = useState(false)
  const mayCancel = useCan('run.cancel')
  const mayStart = useCan('run.start')
  return (
    <>
      <TopBar
        actions={
          <>
            {mayCancel && !isTerminal(status) && !isTidying && (
              <Button loading={cancel.isPending} onClick={() => cancel.mutate({ id: run.id })}>
                <Ban aria-hidden />
                <span className="max-sm:sr-only">Cancel</span>
              </Button>
            )}
            {mayStart && (status === 'failed' || status === 'cancelled') && !run.detailsRemovedAt && (
              <Button onClick={() => setGoingOn(true)}>
                <StepForward aria-hidden />
                <span className="max-sm:sr-only">Go on from here</span>
              </Button>
            )}
            {mayStart && isTerminal(status) && !run.detailsRemovedAt && (
              <Button loading={again.isPending} onClick={() => again.mutate({ id: run.id })}>
                <RotateCw aria-hidden />
                <span className="max-sm:sr-only">Run again</span>
              </Button>
            )}
            {isTerminal(status) && (
              <Button variant="ghost" asChild>
                <Link href={`/w/${workspace}/runs/${run.id}/receipt`}>
                  <Receipt aria-hidden />
                  <span className="max-sm:sr-only">Receipt</span>
                </Link>
              </Button>
            )}
            <Button variant="ghost" asChild className="max-sm:hidden">
              <Link href={`/w/${workspace}/flows/${run.flowId}?run=${run.id}`}>
                <Workflow aria-hidden />
                Open in the editor
              </Link>
            </Button>
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
      <ContinueDialog workspace={workspace} run={run} open={goingOn} onOpenChange={setGoingOn} />
      {run.detailsRemovedAt && <DetailsRemoved at={run.detailsRemovedAt} />}
    </>
  )
}
