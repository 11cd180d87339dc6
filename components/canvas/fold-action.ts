import { FoldVertical } from 'lucide-react'
import type { Action } from '../actions/action'
import { type ElementStore, selectedNodes } from './elements'
import type { CanvasNode } from './flow-node'
import type { FoldStore } from './folds'
import { contentsOf, isFrame } from './frame-contents'

export function toggleFold(frameId: string, nodes: readonly CanvasNode[], folds: FoldStore): void {
  const frame = nodes.find(({ id }) => id === frameId)
  if (!frame || !isFrame(frame)) return
  if (frame.data.folded) folds.unfold([frameId])
  else
    folds.fold(
      frameId,
      contentsOf(frame, nodes).map(({ id }) => id),
    )
}

/** Collapses or opens the frames that are selected. */
export function foldAction({ store }: ElementStore, folds: FoldStore | undefined): Action {
  const frames = () => selectedNodes(store.getState()).filter(isFrame)
  return {
    id: 'arrange.fold',
    label: 'Collapse or expand the frame',
    group: 'Arrange',
    icon: FoldVertical,
    shortcut: 'mod+.',
    keywords: 'fold unfold group hide show card',
    when: () => folds !== undefined && frames().length > 0,
    run: () => {
      for (const { id } of frames()) if (folds) toggleFold(id, store.getState().nodes, folds)
    },
  }
}
