'use client'
import { Ban, RotateCw, Workflow } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useStore } from 'zustand'
import { isTerminal } from '@/flow/engine/status'
import { useActions } from '../actions/use-actions'
import { useCan } from '../shell/session'
import type { RunFollower } from './follow-run'
import { useCancelRun } from './use-cancel-run'
import { useRunAgain } from './use-run-again'

/** The buttons of this page, for the palette and the keyboard. */
export function RunActions({ workspace, follower }: { workspace: string; follower: RunFollower }) {
  const { run, status, view } = useStore(follower.store)
  const router = useRouter()
  const cancel = useCancelRun()
  const again = useRunAgain(workspace)
  const mayCancel = useCan('run.cancel')
  const mayStart = useCan('run.start')
  useActions([
    {
      id: 'run.cancel',
      label: 'Cancel the run',
      group: 'Run',
      icon: Ban,
      danger: true,
      when: () => mayCancel && !isTerminal(status) && !view.tidying,
      run: () => cancel.mutate({ id: run.id }),
    },
    {
      id: 'run.retry',
      label: 'Run again',
      group: 'Run',
      icon: RotateCw,
      shortcut: 'r',
      when: () => mayStart && isTerminal(status),
      run: () => again.mutate({ id: run.id }),
    },
    {
      id: 'run.open-flow',
      label: 'Open the flow',
      group: 'Run',
      icon: Workflow,
      run: () => router.push(`/w/${workspace}/flows/${run.flowId}`),
    },
  ])
  return null
}
