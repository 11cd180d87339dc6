'use client'
import { useReactFlow } from '@xyflow/react'
import { CloudCheck, Redo2, Replace, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { Action } from '../actions/action'
import { useActions } from '../actions/use-actions'
import { aroundActions } from './around-actions'
import { useEditor, useScreen, useSelection } from './context'
import { flowActions } from './flow-actions'
import { inPlainField, onCanvas } from './focus-place'
import { moveActions } from './move-actions'
import { usePalette } from './palette/use-palette'
import { saySaved } from './say-saved'
import { stepActions } from './step-actions'
import { testActions } from './testing/test-actions'
import { useStepTesting } from './testing/use-step-testing'
import { useGestures } from './use-gestures'

/** Everything that can be done in the editor, for the palette, the menus and the keyboard. */
export function EditorActions() {
  useActions(useEditorActions())
  return null
}

export function useEditorActions(): Action[] {
  const { draft, elements, canvas, mayEdit, mayTest, mayPublish, screen } = useEditor()
  const gestures = useGestures()
  const palette = usePalette()
  const flow = useReactFlow()
  const selection = useSelection()
  const running = useScreen((state) => state.run !== null)

  const cards = selection.filter((id) => canvas.graph.getState().nodes.has(id))
  const testing = useStepTesting()
  const pinned = useStore(canvas.graph, ({ nodes }) => cards.some((id) => nodes.get(id)?.sample !== undefined))
  const someEdge = () => elements.store.getState().edges.some((edge) => edge.selected)
  const some = () => onCanvas() && selection.length > 0
  const one = () => cards.length === 1 && onCanvas()

  return [
    ...flowActions({ screen, mayEdit, mayTest, mayPublish, running }),
    {
      id: 'edit.undo',
      label: 'Undo',
      group: 'Edit',
      icon: Undo2,
      shortcut: 'mod+z',
      whileTyping: true,
      may: mayEdit,
      when: () => draft.sync.getState().canUndo && !inPlainField(),
      run: draft.undo,
    },
    {
      id: 'edit.redo',
      label: 'Redo',
      group: 'Edit',
      icon: Redo2,
      shortcut: 'mod+shift+z',
      whileTyping: true,
      may: mayEdit,
      when: () => draft.sync.getState().canRedo && !inPlainField(),
      run: draft.redo,
    },
    {
      id: 'edit.redo-y',
      label: 'Redo',
      group: 'Edit',
      icon: Redo2,
      shortcut: 'mod+y',
      whileTyping: true,
      may: mayEdit,
      when: () => draft.sync.getState().canRedo && !inPlainField(),
      run: draft.redo,
    },
    {
      id: 'edit.save',
      label: 'Save',
      group: 'Edit',
      icon: CloudCheck,
      shortcut: 'mod+s',
      may: mayEdit,
      whileTyping: true,
      run: () => void saySaved(draft),
    },
    ...stepActions({ screen, gestures, palette }, { some, one, someEdge, selection, cards, mayEdit }),
    ...aroundActions({ canvas, elements, screen, mayEdit, gestures, flow }, selection, some),
    ...testActions(testing, {
      card: cards.length === 1 ? cards[0] : undefined,
      pinned,
      mayEdit,
      mayTest,
      showRuns: () => screen.setState({ dialog: 'runs' }),
    }),
    {
      id: 'view.replace',
      label: 'Find and replace',
      group: 'Around the flow',
      icon: Replace,
      shortcut: 'mod+shift+f',
      keywords: 'rename change text everywhere',
      may: mayEdit,
      run: () => screen.setState({ dialog: 'replace' }),
    },
    ...moveActions(gestures, mayEdit, some),
  ]
}
