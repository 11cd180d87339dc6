'use client'
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  ArrowLeftToLine,
  ArrowRightToLine,
  type LucideIcon,
} from 'lucide-react'
import type { Action } from '../../actions/action'
import { selectedNodes } from '../../canvas/elements'
import { useEditor, useSelection } from '../context'
import { onCanvas } from '../focus-place'
import { bringLineUp } from './bring-line-up'
import type { LineUp } from './line-up'
import { reach } from './reach'

const LINES: readonly { how: LineUp; label: string; icon: LucideIcon; shortcut: string }[] = [
  { how: 'left', label: 'Align left sides', icon: AlignStartVertical, shortcut: 'alt+a' },
  { how: 'centre', label: 'Align centres', icon: AlignCenterVertical, shortcut: 'alt+h' },
  { how: 'right', label: 'Align right sides', icon: AlignEndVertical, shortcut: 'alt+d' },
  { how: 'top', label: 'Align tops', icon: AlignStartHorizontal, shortcut: 'alt+w' },
  { how: 'middle', label: 'Align middles', icon: AlignCenterHorizontal, shortcut: 'alt+v' },
  { how: 'bottom', label: 'Align bottoms', icon: AlignEndHorizontal, shortcut: 'alt+s' },
  { how: 'across', label: 'Space evenly across', icon: AlignHorizontalSpaceBetween, shortcut: 'alt+shift+h' },
  { how: 'down', label: 'Space evenly down', icon: AlignVerticalSpaceBetween, shortcut: 'alt+shift+v' },
]

/** What can be done with several things that are chosen together, or to choose them. */
export function useArrangeActions(): Action[] {
  const { draft, elements, canvas, mayEdit } = useEditor()
  const selection = useSelection()
  const chosen = () => selectedNodes(elements.store.getState())
  const areBeside = (least: number) => {
    const [first, ...others] = chosen()
    return others.length >= least - 1 && others.every(({ parentId }) => parentId === first?.parentId)
  }
  const choose = (back: boolean) => elements.select(reach(selection, canvas.graph.getState().edges.values(), back))
  return [
    ...LINES.map(
      ({ how, ...action }): Action => ({
        ...action,
        id: `arrange.${how}`,
        group: 'Arrange',
        keywords: 'align distribute line up order',
        may: mayEdit,
        when: () => onCanvas() && areBeside(how === 'across' || how === 'down' ? 3 : 2),
        run: async () => {
          const lineUp = await bringLineUp()
          draft.edit(...lineUp(elements.store.getState().nodes, how))
        },
      }),
    ),
    {
      id: 'select.after',
      label: 'Select all that follows',
      group: 'Arrange',
      icon: ArrowRightToLine,
      shortcut: 'shift+arrowright',
      keywords: 'downstream next branch',
      when: () => onCanvas() && selection.length > 0,
      run: () => choose(false),
    },
    {
      id: 'select.before',
      label: 'Select all that leads here',
      group: 'Arrange',
      icon: ArrowLeftToLine,
      shortcut: 'shift+arrowleft',
      keywords: 'upstream before ancestors',
      when: () => onCanvas() && selection.length > 0,
      run: () => choose(true),
    },
  ]
}
