import type { ReactFlowInstance } from '@xyflow/react'
import { BoxSelect, Focus, Group, Maximize, Search, WandSparkles, ZoomIn, ZoomOut } from 'lucide-react'
import type { Action } from '../actions/action'
import { foldAction } from '../canvas/fold-action'
import { FIT } from '../canvas/measures'
import type { EditorContextValue } from './context'
import { onCanvas } from './focus-place'
import type { useGestures } from './use-gestures'

type Hands = Pick<EditorContextValue, 'canvas' | 'elements' | 'screen' | 'mayEdit'> & {
  gestures: ReturnType<typeof useGestures>
  flow: Pick<ReactFlowInstance, 'fitView' | 'zoomTo' | 'zoomIn' | 'zoomOut'>
}

/** Putting the flow in order, choosing in it, and looking around in it. */
export function aroundActions(
  { canvas, elements, screen, mayEdit, gestures, flow }: Hands,
  selection: readonly string[],
  some: () => boolean,
): Action[] {
  return [
    {
      id: 'arrange.group',
      label: 'Put a frame around it',
      group: 'Arrange',
      icon: Group,
      shortcut: 'mod+g',
      keywords: 'group box section',
      may: mayEdit,
      when: some,
      run: gestures.group,
    },
    foldAction(elements, canvas.folds),
    {
      id: 'arrange.tidy',
      label: 'Tidy up',
      group: 'Arrange',
      icon: WandSparkles,
      shortcut: 'shift+l',
      keywords: 'layout arrange',
      may: mayEdit,
      run: () => void gestures.tidy(),
    },
    {
      id: 'select.none',
      label: 'Select nothing',
      group: 'Arrange',
      icon: BoxSelect,
      shortcut: 'escape',
      when: () => onCanvas() && selection.length > 0,
      run: () => elements.select([]),
    },
    {
      id: 'select.all',
      label: 'Select all',
      group: 'Arrange',
      icon: BoxSelect,
      shortcut: 'mod+a',
      when: onCanvas,
      run: gestures.selectAll,
    },
    {
      id: 'view.fit',
      label: 'Show all of it',
      group: 'Around the flow',
      icon: Maximize,
      shortcut: '1',
      keywords: 'fit zoom',
      run: () => void flow.fitView({ ...FIT, duration: 180 }),
    },
    {
      id: 'view.actual',
      label: 'Actual size',
      group: 'Around the flow',
      icon: Maximize,
      shortcut: '0',
      keywords: 'zoom 100',
      run: () => void flow.zoomTo(1, { duration: 180 }),
    },
    {
      id: 'view.chosen',
      label: 'Show what is selected',
      group: 'Around the flow',
      icon: Focus,
      shortcut: '2',
      keywords: 'zoom fit selection',
      when: () => selection.length > 0,
      run: () => void flow.fitView({ ...FIT, nodes: selection.map((id) => ({ id })), duration: 180 }),
    },
    {
      id: 'view.closer',
      label: 'Zoom in',
      group: 'Around the flow',
      icon: ZoomIn,
      shortcut: '+',
      run: () => void flow.zoomIn({ duration: 120 }),
    },
    {
      id: 'view.further',
      label: 'Zoom out',
      group: 'Around the flow',
      icon: ZoomOut,
      shortcut: '-',
      run: () => void flow.zoomOut({ duration: 120 }),
    },
    {
      id: 'view.find',
      label: 'Find a step',
      group: 'Around the flow',
      icon: Search,
      shortcut: 'mod+f',
      run: () => screen.setState({ dialog: 'find' }),
    },
  ]
}
