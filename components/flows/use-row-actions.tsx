'use client'
import { type ReactNode, useState } from 'react'
import type { Action } from '../actions/action'
import { onlyInList } from '../actions/only-in-list'
import { useActions } from '../actions/use-actions'
import { ExportDialog } from '../exchange/export-dialog'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { useCan, useSession } from '../shell/session'
import type { Ticked } from '../ticks/use-ticked'
import { NameDialog } from '../ui/name-dialog'
import { FilesDialog } from './files-dialog'
import { flowActions } from './flow-actions'
import { LaneDialog } from './lane-dialog'
import { MoveDialog } from './move-dialog'
import type { FlowSummary, Folder } from './types'
import { useFlowVerbs } from './use-flow-verbs'

type RowActions = {
  actionsOf: (flow: FlowSummary) => Action[]
  /** The flow that keys and the palette mean, as long as it stands in the list. */
  setCurrent: (flow: FlowSummary) => void
  toggle?: (flow: FlowSummary, enabled: boolean) => void
  dialogs: ReactNode
}

export function useRowActions(flows: readonly FlowSummary[], folders: readonly Folder[], ticked: Ticked): RowActions {
  const verbs = useFlowVerbs()
  const go = useGo()
  const { slug } = useSession().workspace
  const may = {
    write: useCan('flow.write'),
    publish: useCan('flow.publish'),
    operate: useCan('flow.operate'),
    remove: useCan('flow.delete'),
    run: useCan('run.start'),
  }
  const [currentId, setCurrentId] = useState<string | null>(null)
  const current = flows.find(({ id }) => id === currentId)
  const [renaming, setRenaming] = useState<FlowSummary | null>(null)
  const [moving, setMoving] = useState<FlowSummary | null>(null)
  const [laning, setLaning] = useState<FlowSummary | null>(null)
  const [exporting, setExporting] = useState<FlowSummary | null>(null)
  const [feeding, setFeeding] = useState<FlowSummary | null>(null)

  const actionsOf = (flow: FlowSummary) =>
    flowActions(flow, {
      verbs,
      may,
      open: ({ id }) => go(hrefOf(slug, `/flows/${id}`)),
      askName: setRenaming,
      askFolder: setMoving,
      askFiles: setFeeding,
      askLane: setLaning,
      exportFlow: setExporting,
      tick: { isOn: ticked.ids.has(flow.id), someAre: ticked.ids.size > 0, toggle: ({ id }) => ticked.toggle(id, [], false) },
    })

  useActions(current ? actionsOf(current).map(onlyInList) : [])

  return {
    actionsOf,
    setCurrent: ({ id }) => setCurrentId(id),
    toggle: may.publish ? ({ id }, enabled) => verbs.setEnabled.mutate({ id, enabled }) : undefined,
    dialogs: (
      <>
        <NameDialog
          open={renaming !== null}
          onOpenChange={(open) => !open && setRenaming(null)}
          title="Rename flow"
          initial={renaming?.name}
          confirm="Rename"
          onSubmit={(name) => {
            if (renaming) verbs.rename.mutate({ id: renaming.id, name })
            setRenaming(null)
          }}
        />
        <FilesDialog flow={feeding} onClose={() => setFeeding(null)} />
        <ExportDialog flow={exporting} onClose={() => setExporting(null)} />
        <LaneDialog flow={laning} onClose={() => setLaning(null)} />
        <MoveDialog
          open={moving !== null}
          what={moving?.name}
          from={moving?.folderId}
          folders={folders}
          onClose={() => setMoving(null)}
          onMove={(folderId) => {
            if (moving) verbs.move.mutate({ id: moving.id, folderId })
            setMoving(null)
          }}
        />
      </>
    ),
  }
}
