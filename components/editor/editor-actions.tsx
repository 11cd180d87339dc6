'use client'
import { useReactFlow } from '@xyflow/react'
import {
  BoxSelect,
  CircleAlert,
  CloudUpload,
  Copy,
  CopyPlus,
  Eye,
  FileClock,
  FileDown,
  FileUp,
  Group,
  History,
  ListChecks,
  Maximize,
  PanelLeft,
  PenLine,
  Play,
  Plus,
  PowerOff,
  Redo2,
  Replace,
  Scissors,
  Search,
  Settings2,
  Spline,
  StickyNote,
  Trash2,
  Undo2,
  WandSparkles,
} from 'lucide-react'
import { useStore } from 'zustand'
import type { Action } from '../actions/action'
import { useActions } from '../actions/use-actions'
import { FIT } from '../canvas/canvas'
import { foldAction } from '../canvas/fold-action'
import { useEditor, useScreen, useSelection } from './context'
import { dataActions } from './data/data-actions'
import { focusInspector, focusName } from './focus-inspector'
import { inPlainField, nothingMarked, onCanvas, onChosenCard } from './focus-place'
import { moveActions } from './move-actions'
import { usePalette } from './palette/use-palette'
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
  const { canUndo, canRedo } = useStore(draft.sync)
  const running = useScreen((state) => state.run !== null)

  const cards = selection.filter((id) => canvas.graph.getState().nodes.has(id))
  const testing = useStepTesting()
  const pinned = useStore(canvas.graph, ({ nodes }) => cards.some((id) => nodes.get(id)?.sample !== undefined))
  const someEdge = () => elements.store.getState().edges.some((edge) => edge.selected)
  const some = () => mayEdit && onCanvas() && selection.length > 0
  const one = () => cards.length === 1 && onCanvas()

  return [
    {
      id: 'flow.test',
      label: 'Test',
      group: 'Flow',
      icon: Play,
      shortcut: 'mod+enter',
      whileTyping: true,
      keywords: 'run try',
      when: () => mayTest,
      run: () => screen.setState({ dialog: 'test' }),
    },
    {
      id: 'flow.try',
      label: 'Try on past runs',
      group: 'Flow',
      icon: ListChecks,
      keywords: 'what if replay compare history',
      when: () => mayTest,
      run: () => screen.setState({ dialog: 'try' }),
    },
    {
      id: 'flow.publish',
      label: 'Publish',
      group: 'Flow',
      icon: CloudUpload,
      shortcut: 'shift+p',
      keywords: 'live release',
      when: () => mayPublish,
      run: () => screen.setState({ dialog: 'publish' }),
    },
    {
      id: 'flow.versions',
      label: 'Versions',
      group: 'Flow',
      icon: History,
      keywords: 'history restore',
      run: () => screen.setState({ dialog: 'versions' }),
    },
    {
      id: 'flow.history',
      label: 'History of the draft',
      group: 'Flow',
      icon: FileClock,
      shortcut: 'shift+h',
      keywords: 'changes who when restore earlier past slider',
      run: () => screen.setState({ dialog: 'history' }),
    },
    {
      id: 'flow.settings',
      label: 'Settings of the flow',
      group: 'Flow',
      icon: Settings2,
      keywords: 'time zone timeout limits budget error failure',
      run: () => screen.setState({ dialog: 'settings' }),
    },
    {
      id: 'flow.problems',
      label: 'Problems',
      group: 'Flow',
      icon: CircleAlert,
      keywords: 'errors checks',
      run: () => screen.setState({ dialog: 'problems' }),
    },
    {
      id: 'flow.export',
      label: 'Export',
      group: 'Flow',
      icon: FileDown,
      keywords: 'download file json save copy',
      when: () => mayEdit,
      run: () => screen.setState({ dialog: 'export' }),
    },
    {
      id: 'flow.import',
      label: 'Import another flow',
      group: 'Flow',
      icon: FileUp,
      keywords: 'upload file json clipboard url',
      when: () => mayEdit,
      run: () => screen.setState({ dialog: 'import' }),
    },
    {
      id: 'flow.hide-run',
      label: 'Hide the run',
      group: 'Flow',
      icon: Eye,
      when: () => running,
      run: () => screen.setState({ run: null }),
    },
    {
      id: 'edit.undo',
      label: 'Undo',
      group: 'Edit',
      icon: Undo2,
      shortcut: 'mod+z',
      whileTyping: true,
      when: () => canUndo && !inPlainField(),
      run: draft.undo,
    },
    {
      id: 'edit.redo',
      label: 'Redo',
      group: 'Edit',
      icon: Redo2,
      shortcut: 'mod+shift+z',
      whileTyping: true,
      when: () => canRedo && !inPlainField(),
      run: draft.redo,
    },
    {
      id: 'step.add',
      label: 'Add a step',
      group: 'Steps',
      icon: Plus,
      shortcut: 'n',
      keywords: 'new node insert',
      when: () => mayEdit,
      run: gestures.askHere,
    },
    {
      id: 'step.add-next',
      label: 'Add a step',
      group: 'Steps',
      icon: Plus,
      shortcut: 'tab',
      when: () => mayEdit && onChosenCard(),
      run: gestures.askHere,
    },
    {
      id: 'step.connect',
      label: 'Draw a line to a step',
      group: 'Steps',
      icon: Spline,
      shortcut: 'l',
      keywords: 'connect edge link next',
      when: () => mayEdit && one(),
      run: () => screen.setState({ dialog: 'connect' }),
    },
    {
      id: 'step.palette',
      label: palette.open ? 'Close the palette' : 'Open the palette of steps',
      group: 'Steps',
      icon: PanelLeft,
      shortcut: 'shift+a',
      keywords: 'add drag node list apps',
      when: () => mayEdit,
      run: () => palette.setOpen(!palette.open),
    },
    {
      id: 'step.open',
      label: 'Set up the step',
      group: 'Steps',
      icon: PenLine,
      shortcut: 'enter',
      keywords: 'inspector configure',
      when: one,
      run: focusInspector,
    },
    {
      id: 'step.rename',
      label: 'Rename the step',
      group: 'Steps',
      icon: PenLine,
      shortcut: 'f2',
      when: () => mayEdit && cards.length === 1,
      run: focusName,
    },
    ...dataActions(screen, () => cards.length === 1),
    {
      id: 'step.copy',
      label: 'Copy',
      group: 'Steps',
      icon: Copy,
      shortcut: 'mod+c',
      when: () => selection.length > 0 && onCanvas() && nothingMarked(),
      run: () => document.execCommand('copy'),
    },
    {
      id: 'step.cut',
      label: 'Cut',
      group: 'Steps',
      icon: Scissors,
      shortcut: 'mod+x',
      when: () => some() && nothingMarked(),
      run: () => document.execCommand('cut'),
    },
    {
      id: 'step.duplicate',
      label: 'Duplicate',
      group: 'Steps',
      icon: CopyPlus,
      shortcut: 'mod+d',
      when: some,
      run: gestures.duplicateSelected,
    },
    {
      id: 'step.disable',
      label: 'Turn off or on',
      group: 'Steps',
      icon: PowerOff,
      shortcut: 'd',
      keywords: 'disable enable skip',
      when: () => some() && cards.length > 0,
      run: gestures.toggleDisabled,
    },
    {
      id: 'step.delete',
      label: 'Delete',
      group: 'Steps',
      icon: Trash2,
      shortcut: 'delete',
      danger: true,
      when: () => mayEdit && onCanvas() && (selection.length > 0 || someEdge()),
      run: gestures.removeSelected,
    },
    {
      id: 'step.delete-back',
      label: 'Delete',
      group: 'Steps',
      icon: Trash2,
      shortcut: 'backspace',
      danger: true,
      when: () => mayEdit && onCanvas() && (selection.length > 0 || someEdge()),
      run: gestures.removeSelected,
    },
    {
      id: 'note.add',
      label: 'Add a note',
      group: 'Steps',
      icon: StickyNote,
      shortcut: 'shift+n',
      keywords: 'sticky comment',
      when: () => mayEdit,
      run: gestures.addNote,
    },
    {
      id: 'note.write',
      label: 'Write on the note',
      group: 'Steps',
      icon: PenLine,
      shortcut: 'enter',
      when: () => mayEdit && onCanvas() && selection.length === 1 && cards.length === 0,
      run: gestures.writeNote,
    },
    {
      id: 'arrange.group',
      label: 'Put a frame around it',
      group: 'Arrange',
      icon: Group,
      shortcut: 'mod+g',
      keywords: 'group box section',
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
      when: () => mayEdit,
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
      id: 'view.find',
      label: 'Find a step',
      group: 'Around the flow',
      icon: Search,
      shortcut: 'mod+f',
      run: () => screen.setState({ dialog: 'find' }),
    },
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
      when: () => mayEdit,
      run: () => screen.setState({ dialog: 'replace' }),
    },
    ...moveActions(gestures, some),
  ]
}
