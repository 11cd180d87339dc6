'use client'
import { CheckCheck, CirclePause, CirclePlay, FileDown, FolderInput, Power, PowerOff, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../actions/use-actions'
import { useCan } from '../shell/session'
import { type BulkAction, BulkToolbar, ChoiceButton } from '../ticks/bulk-toolbar'
import { MOST_TICKED, type Ticked, tickedInWords } from '../ticks/use-ticked'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { MoveDialog } from './move-dialog'
import type { FlowSummary, Folder } from './types'
import { useAllFlows } from './use-all-flows'
import { type FlowList, flowsOf } from './use-flow-list'
import { useManyFlows } from './use-many-flows'
import { WhatWasLeft } from './what-was-left'

type FlowBulkBarProps = {
  list: FlowList
  /** Which list it is. */
  view: string
  total: number | null
  folders: readonly Folder[]
  ticked: Ticked
}

/** What can be done to the flows that are ticked. */
export function FlowBulkBar({ list, view, total, folders, ticked }: FlowBulkBarProps) {
  const may = {
    write: useCan('flow.write'),
    publish: useCan('flow.publish'),
    operate: useCan('flow.operate'),
    remove: useCan('flow.delete'),
  }
  const flows = flowsOf(list.data?.pages ?? [])
  const many = useManyFlows(flows, ticked.clear)
  const { takeAll, isTaking } = useAllFlows(list, view, ticked)
  const [asking, setAsking] = useState<'folder' | 'remove' | null>(null)

  const ids = [...ticked.ids]
  const shown = flows.filter(({ id }) => ticked.ids.has(id))
  const hidden = ids.length - shown.length
  /** Of those that are not shown nobody knows here. */
  const holding = (holds: (flow: FlowSummary) => boolean) => {
    const holdsFor = shown.filter(holds).length
    return { holdsFor: hidden > 0 ? undefined : holdsFor, some: holdsFor + hidden > 0 }
  }
  const isLive = ({ liveVersion }: FlowSummary) => liveVersion !== null
  const [off, on] = [holding((flow) => isLive(flow) && !flow.enabled), holding((flow) => isLive(flow) && flow.enabled)]
  const [going, paused] = [holding((flow) => isLive(flow) && !flow.paused), holding((flow) => isLive(flow) && flow.paused)]
  const group = 'Selected flows'
  const some = ids.length > 0

  const actions: BulkAction[] = [
    {
      id: 'flows.move',
      label: 'Move to folder',
      short: 'Move',
      group,
      icon: FolderInput,
      shortcut: 'm',
      may: may.write,
      when: () => some,
      run: () => setAsking('folder'),
    },
    {
      id: 'flows.turn-on',
      label: 'Turn on',
      short: 'Turn on',
      group,
      icon: Power,
      holdsFor: off.holdsFor,
      may: may.publish,
      when: () => off.some,
      run: () => many.setEnabled(ids, true),
    },
    {
      id: 'flows.turn-off',
      label: 'Turn off',
      short: 'Turn off',
      group,
      icon: PowerOff,
      holdsFor: on.holdsFor,
      may: may.publish,
      when: () => on.some,
      run: () => many.setEnabled(ids, false),
    },
    {
      id: 'flows.pause',
      label: 'Pause',
      short: 'Pause',
      group,
      icon: CirclePause,
      holdsFor: going.holdsFor,
      may: may.operate,
      when: () => going.some,
      run: () => many.setPaused(ids, true),
    },
    {
      id: 'flows.go-on',
      label: 'Let them go on',
      short: 'Go on',
      group,
      icon: CirclePlay,
      holdsFor: paused.holdsFor,
      may: may.operate,
      when: () => paused.some,
      run: () => many.setPaused(ids, false),
    },
    {
      id: 'flows.export',
      label: 'Export',
      short: 'Export',
      group,
      icon: FileDown,
      keywords: 'download file zip json',
      may: may.write,
      when: () => some,
      run: () => many.exportFlows(ids),
    },
    {
      id: 'flows.delete',
      label: 'Delete',
      short: 'Delete',
      group,
      icon: Trash2,
      shortcut: 'delete',
      danger: true,
      may: may.remove,
      when: () => some,
      run: () => setAsking('remove'),
    },
  ]
  useActions(many.doing === null ? actions : [])

  const most = Math.min(total ?? 0, MOST_TICKED)
  const what = `${ids.length.toLocaleString()} ${ids.length === 1 ? 'flow' : 'flows'}`
  const about = `${tickedInWords(ids.length)}${hidden > 0 ? `, ${hidden.toLocaleString()} of them not in this list` : ''}`
  return (
    <>
      {many.left && <WhatWasLeft {...many.left} onHide={many.hideLeft} />}
      {some && (
        <BulkToolbar label="For many flows" doing={many.doing} about={about} count={ids.length} actions={actions}>
          {most > ids.length && (
            <ChoiceButton loading={isTaking} onClick={takeAll}>
              {!isTaking && <CheckCheck aria-hidden />}
              Select {total !== null && total > MOST_TICKED ? 'the first' : 'all'} {most.toLocaleString()}
            </ChoiceButton>
          )}
          <ChoiceButton onClick={ticked.clear}>
            <X aria-hidden />
            Select none
          </ChoiceButton>
        </BulkToolbar>
      )}
      <MoveDialog
        open={asking === 'folder'}
        what={what}
        from={hidden === 0 && new Set(shown.map(({ folderId }) => folderId)).size === 1 ? shown[0]?.folderId : undefined}
        folders={folders}
        onClose={() => setAsking(null)}
        onMove={(folderId) => {
          setAsking(null)
          many.move(ids, folderId)
        }}
      />
      <ConfirmDialog
        open={asking === 'remove'}
        onOpenChange={() => setAsking(null)}
        title={`Delete ${what}?`}
        confirm={`Delete ${what}`}
        onConfirm={() => {
          setAsking(null)
          many.remove(ids)
        }}
      >
        {endsInWords(on.holdsFor)} Runs that are going on finish, and the history stays. Undo brings the flows back, but not what would have
        started them meanwhile.
      </ConfirmDialog>
    </>
  )
}

/** `on`: how many are on; undefined where nobody knows. */
function endsInWords(on: number | undefined): string {
  if (on === undefined) return 'Nothing starts them any more.'
  if (on === 0) return 'None of them is on.'
  return on === 1
    ? 'One of them is on: nothing starts it any more.'
    : `${on.toLocaleString()} of them are on: nothing starts them any more.`
}
