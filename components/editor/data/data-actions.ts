import { PanelRight, Waypoints } from 'lucide-react'
import type { StoreApi } from 'zustand/vanilla'
import type { Action } from '../../actions/action'
import type { EditorScreen } from '../context'

/** What can be done with the data of the selected step. */
export function dataActions(screen: StoreApi<EditorScreen>, isOne: () => boolean): Action[] {
  return [
    {
      id: 'step.uses',
      label: 'Where its data is used',
      group: 'Steps',
      icon: Waypoints,
      keywords: 'references uses mapping find dependencies',
      when: isOne,
      run: () => screen.setState({ inspectorTab: 'data' }),
    },
    {
      id: 'step.data',
      label: 'Data of earlier steps, beside the form',
      group: 'Steps',
      icon: PanelRight,
      shortcut: 'shift+d',
      keywords: 'pane drag map fields values',
      when: isOne,
      run: () => screen.setState(({ dataPane }) => ({ dataPane: !dataPane, inspectorTab: 'setup' })),
    },
  ]
}
