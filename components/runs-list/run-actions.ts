import { Ban, GitCompare, Receipt, RotateCw, SquareArrowOutUpRight, SquareCheck, StepForward, Workflow } from 'lucide-react'
import { isTerminal } from '@/flow/engine/status'
import type { Action } from '../actions/action'
import type { RunSummary } from './types'

/** What of a run says what can be done with it, in a list and on its own page. */
export type ActedOn = Pick<RunSummary, 'id' | 'flowId' | 'flowName' | 'status' | 'mode'> & {
  detailsRemovedAt?: Date | null
  /** It is cancelled, and tidies up. */
  isTidying?: boolean
}

type RunActionContext = {
  may: { start: boolean; cancel: boolean; readFlow: boolean }
  /** Left out where it is open. */
  open?: (run: ActedOn) => void
  openFlow: (run: ActedOn) => void
  openReceipt: (run: ActedOn) => void
  compare: (run: ActedOn) => void
  cancel: (run: ActedOn) => void
  retry: (run: ActedOn) => void
  goOn: (run: ActedOn) => void
  /** Where it stands in a list of which several can be chosen. `someAre`: they are, and keys that can mean all of them do. */
  tick?: { isOn: boolean; someAre: boolean; toggle: (run: ActedOn) => void }
}

/** Everything a person may do with one run: its row, its page, keys and palette. */
export function runActions(run: ActedOn, context: RunActionContext): Action[] {
  const { may, open, openFlow, openReceipt, compare, cancel, retry, goOn, tick } = context
  const group = `Run of ${run.flowName}`
  const hasEnded = isTerminal(run.status)
  const hasDetails = !run.detailsRemovedAt
  return [
    ...(open ? [{ id: 'run.open', label: 'Open', group, icon: SquareArrowOutUpRight, run: () => open(run) }] : []),
    ...(tick
      ? [{ id: 'run.tick', label: tick.isOn ? 'Unselect' : 'Select', group, icon: SquareCheck, shortcut: 'x', run: () => tick.toggle(run) }]
      : []),
    {
      id: 'run.open-flow',
      label: open ? 'Open the flow' : 'Open in the editor',
      group,
      icon: Workflow,
      shortcut: 'e',
      may: may.readFlow,
      run: () => openFlow(run),
    },
    {
      id: 'run.retry',
      label: 'Run again',
      group,
      icon: RotateCw,
      shortcut: tick?.someAre ? undefined : 'r',
      keywords: 'retry repeat same input',
      may: may.start,
      when: () => hasEnded && hasDetails,
      run: () => retry(run),
    },
    {
      id: 'run.go-on',
      label: 'Go on from where it stopped',
      group,
      icon: StepForward,
      shortcut: tick?.someAre ? undefined : 'g',
      keywords: 'retry from the failed step continue resume',
      may: may.start,
      when: () => (run.status === 'failed' || run.status === 'cancelled') && hasDetails,
      run: () => goOn(run),
    },
    {
      id: 'run.compare',
      label: 'Compare with the last good run',
      group,
      icon: GitCompare,
      shortcut: 'v',
      keywords: 'difference diff versus',
      when: () => hasEnded && hasDetails,
      run: () => compare(run),
    },
    {
      id: 'run.receipt',
      label: 'Open the receipt',
      group,
      icon: Receipt,
      shortcut: 'q',
      keywords: 'proof export download print',
      when: () => hasEnded,
      run: () => openReceipt(run),
    },
    {
      id: 'run.cancel',
      label: 'Cancel',
      group,
      icon: Ban,
      danger: true,
      keywords: 'stop',
      may: may.cancel,
      when: () => !hasEnded && !run.isTidying,
      run: () => cancel(run),
    },
  ]
}
