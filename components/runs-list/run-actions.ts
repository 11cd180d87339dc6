import { Ban, RotateCw, SquareArrowOutUpRight, StepForward, Workflow } from 'lucide-react'
import { isTerminal } from '@/flow/engine/status'
import type { Action } from '../actions/action'
import type { RunSummary } from './types'

type RunActionContext = {
  may: { start: boolean; cancel: boolean; readFlow: boolean }
  open: (run: RunSummary) => void
  openFlow: (run: RunSummary) => void
  cancel: (run: RunSummary) => void
  retry: (run: RunSummary) => void
  goOn: (run: RunSummary) => void
}

export function runActions(run: RunSummary, { may, open, openFlow, cancel, retry, goOn }: RunActionContext): Action[] {
  const group = `Run of ${run.flowName}`
  return [
    { id: 'run.open', label: 'Open', group, icon: SquareArrowOutUpRight, run: () => open(run) },
    { id: 'run.open-flow', label: 'Open the flow', group, icon: Workflow, when: () => may.readFlow, run: () => openFlow(run) },
    {
      id: 'run.retry',
      label: 'Run again',
      group,
      icon: RotateCw,
      shortcut: 'r',
      keywords: 'retry repeat same input',
      when: () => may.start && isTerminal(run.status),
      run: () => retry(run),
    },
    {
      id: 'run.go-on',
      label: 'Go on from where it stopped',
      group,
      icon: StepForward,
      keywords: 'retry from the failed step continue',
      when: () => may.start && (run.status === 'failed' || run.status === 'cancelled'),
      run: () => goOn(run),
    },
    {
      id: 'run.cancel',
      label: 'Cancel',
      group,
      icon: Ban,
      danger: true,
      keywords: 'stop',
      when: () => may.cancel && !isTerminal(run.status),
      run: () => cancel(run),
    },
  ]
}
