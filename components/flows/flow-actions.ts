import {
  CirclePause,
  CirclePlay,
  Copy,
  FileDown,
  FolderInput,
  Gauge,
  PencilLine,
  Play,
  Power,
  PowerOff,
  SquareArrowOutUpRight,
  SquareCheck,
  Trash2,
} from 'lucide-react'
import type { Action } from '../actions/action'
import type { FlowSummary } from './types'
import type { FlowVerbs } from './use-flow-verbs'

type FlowActionContext = {
  verbs: FlowVerbs
  may: { write: boolean; publish: boolean; operate: boolean; remove: boolean; run: boolean }
  open: (flow: FlowSummary) => void
  askName: (flow: FlowSummary) => void
  askFolder: (flow: FlowSummary) => void
  askFiles: (flow: FlowSummary) => void
  askLane: (flow: FlowSummary) => void
  exportFlow: (flow: FlowSummary) => void
  /** `someAre`: flows are chosen, and keys that can mean all of them do. */
  tick: { isOn: boolean; someAre: boolean; toggle: (flow: FlowSummary) => void }
}

const BY_HAND = 'trigger.manual'

/** Everything a person may do with one flow of the list: its row menu, its context menu, keys and palette. */
export function flowActions(
  flow: FlowSummary,
  { verbs, may, open, askName, askFolder, askFiles, askLane, exportFlow, tick }: FlowActionContext,
): Action[] {
  const group = flow.name
  const isPublished = flow.liveVersion !== null
  return [
    { id: 'flow.open', label: 'Open', group, icon: SquareArrowOutUpRight, run: () => open(flow) },
    { id: 'flow.tick', label: tick.isOn ? 'Unselect' : 'Select', group, icon: SquareCheck, shortcut: 'x', run: () => tick.toggle(flow) },
    {
      id: 'flow.run',
      label: 'Run now',
      group,
      icon: Play,
      keywords: 'start execute',
      may: may.run,
      when: () => !verbs.run.isPending && flow.triggers.includes(BY_HAND),
      run: () => (flow.asksForFiles ? askFiles(flow) : verbs.run.mutate({ flowId: flow.id })),
    },
    { id: 'flow.rename', label: 'Rename', group, icon: PencilLine, shortcut: 'f2', may: may.write, run: () => askName(flow) },
    {
      id: 'flow.duplicate',
      label: 'Duplicate',
      group,
      icon: Copy,
      shortcut: 'mod+d',
      keywords: 'copy clone',
      may: may.write,
      run: () => verbs.duplicate.mutate({ id: flow.id }),
    },
    {
      id: 'flow.move',
      label: 'Move to folder',
      group,
      icon: FolderInput,
      shortcut: tick.someAre ? undefined : 'm',
      may: may.write,
      run: () => askFolder(flow),
    },
    {
      id: 'flow.toggle',
      label: flow.enabled ? 'Turn off' : 'Turn on',
      group,
      icon: flow.enabled ? PowerOff : Power,
      keywords: 'enable disable',
      may: may.publish,
      when: () => isPublished,
      run: () => verbs.setEnabled.mutate({ id: flow.id, enabled: !flow.enabled }),
    },
    {
      id: 'flow.pause',
      label: flow.paused ? 'Let it go on' : 'Pause',
      group,
      icon: flow.paused ? CirclePlay : CirclePause,
      keywords: 'pause resume hold queue',
      may: may.operate,
      when: () => isPublished,
      run: () => verbs.setPaused.mutate({ id: flow.id, paused: !flow.paused }),
    },
    {
      id: 'flow.lane',
      label: 'Priority and limit',
      group,
      icon: Gauge,
      keywords: 'concurrency at once high low',
      may: may.operate,
      run: () => askLane(flow),
    },
    {
      id: 'flow.export',
      label: 'Export',
      group,
      icon: FileDown,
      keywords: 'download file json',
      may: may.write,
      run: () => exportFlow(flow),
    },
    {
      id: 'flow.delete',
      label: 'Delete',
      group,
      icon: Trash2,
      shortcut: tick.someAre ? undefined : 'delete',
      danger: true,
      may: may.remove,
      run: () => verbs.remove.mutate({ id: flow.id }),
    },
  ]
}
