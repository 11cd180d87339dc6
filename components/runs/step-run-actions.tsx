'use client'
import { Crosshair, StepForward } from 'lucide-react'
import { useState } from 'react'
import { failedStepOf } from '@/flow/engine/failed-step-of'
import { nodeOf } from '@/flow/engine/step'
import { useActions } from '../actions/use-actions'
import { useCan } from '../shell/session'
import { ContinueDialog } from './continue-dialog'
import type { FollowedRun } from './follow-run'
import { stepToRetry } from './retry-from-here'

type StepRunActionsProps = { workspace: string; followed: FollowedRun; selected: string | undefined; onGo: (nodeId: string) => void }

/** What can be done from a step of a run: the selected one, else the one that failed. */
export function StepRunActions({ workspace, followed, selected, onGo }: StepRunActionsProps) {
  const { run, plan, view, state } = followed
  const mayStart = useCan('run.start')
  const [from, setFrom] = useState<{ step: string; label: string } | null>(null)
  const failed = view.error ? failedStepOf(state) : undefined
  const step = selected === undefined ? (failed ?? null) : stepToRetry(followed, selected)
  const label = step === null ? '' : (plan.nodes.get(nodeOf(step))?.node.label ?? '')
  const group = `Run of ${run.flowName}`
  useActions([
    {
      id: 'run.retry-step',
      label: label ? `Retry from ${label}` : 'Retry from the selected step',
      group,
      icon: StepForward,
      shortcut: 'shift+r',
      keywords: 'continue again rerun step',
      may: mayStart,
      when: () => step !== null && !run.detailsRemovedAt,
      run: () => step !== null && setFrom({ step, label }),
    },
    {
      id: 'run.go-to-failed',
      label: 'Go to the step that failed',
      group,
      icon: Crosshair,
      shortcut: 'f',
      keywords: 'error problem why',
      when: () => failed !== undefined,
      run: () => failed !== undefined && onGo(nodeOf(failed)),
    },
  ])
  return from && <ContinueDialog workspace={workspace} run={run} from={from} open onOpenChange={() => setFrom(null)} />
}
