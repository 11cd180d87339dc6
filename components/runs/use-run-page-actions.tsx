'use client'
import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { isTerminal } from '@/flow/engine/status'
import { type Action, isAvailable } from '../actions/action'
import { useActions } from '../actions/use-actions'
import { runActions } from '../runs-list/run-actions'
import { RunAgainDialog } from '../runs-list/run-again-dialog'
import { useGo } from '../shell/go'
import { useCan } from '../shell/session'
import { ContinueDialog } from './continue-dialog'
import type { RunFollower } from './follow-run'
import { useCancelRun } from './use-cancel-run'
import { useRunAgain } from './use-run-again'

export type RunPageActions = {
  /** What can be done now, by its id. */
  now: ReadonlyMap<string, Action>
  /** Being done. */
  pending: ReadonlySet<string>
  dialog: ReactNode
}

/** What can be done with the run of this page: its buttons, its menu, the palette and the keys. */
export function useRunPageActions(workspace: string, follower: RunFollower): RunPageActions {
  const { run, status, isTidying } = useStore(
    follower.store,
    useShallow(({ run, status, view }) => ({ run, status, isTidying: view.tidying !== null })),
  )
  const go = useGo()
  const cancel = useCancelRun()
  const again = useRunAgain(workspace)
  const [goingOn, setGoingOn] = useState(false)
  const [asked, setAsked] = useState(false)
  const may = { start: useCan('run.start'), cancel: useCan('run.cancel'), readFlow: useCan('flow.read') }
  const at = `/w/${workspace}`
  // By its key it may be pressed again while the first is on its way.
  const runAgain = () => again.isPending || again.mutate({ id: run.id }, { onSettled: () => setAsked(false) })
  const actions: Action[] = [
    ...runActions(
      { ...run, status, isTidying },
      {
        may,
        openFlow: () => go(`${at}/flows/${run.flowId}?run=${run.id}`),
        openReceipt: () => go(`${at}/runs/${run.id}/receipt`),
        compare: () => go(`${at}/runs/compare?a=good&b=${run.id}`),
        cancel: () => cancel.mutate({ id: run.id }),
        retry: () => (run.mode === 'live' ? setAsked(true) : runAgain()),
        goOn: () => setGoingOn(true),
      },
    ),
    {
      id: 'run.download-receipt',
      label: 'Download the receipt',
      group: `Run of ${run.flowName}`,
      icon: Download,
      keywords: 'export file proof',
      when: () => isTerminal(status),
      run: () => window.location.assign(`/api/receipts/${workspace}/${run.id}`),
    },
  ]
  useActions(actions)
  return {
    now: new Map(actions.filter(isAvailable).map((action) => [action.id, action])),
    pending: new Set([...(cancel.isPending ? ['run.cancel'] : []), ...(again.isPending ? ['run.retry'] : [])]),
    dialog: (
      <>
        <ContinueDialog workspace={workspace} run={run} open={goingOn} onOpenChange={setGoingOn} />
        {asked && (
          <RunAgainDialog run={{ ...run, status }} pending={again.isPending} onClose={() => setAsked(false)} onConfirm={runAgain} />
        )}
      </>
    ),
  }
}
