import { Copy, CopyPlus, PanelLeft, PenLine, Plus, PowerOff, Scissors, Spline, StickyNote, Trash2 } from 'lucide-react'
import type { StoreApi } from 'zustand/vanilla'
import type { Action } from '../actions/action'
import type { EditorScreen } from './context'
import { dataActions } from './data/data-actions'
import { focusInspector, focusName } from './focus-inspector'
import { nothingMarked, onCanvas, onChosenCard } from './focus-place'
import type { usePalette } from './palette/use-palette'
import type { useGestures } from './use-gestures'

type Chosen = {
  /** Whether something is chosen that may be changed, and whether it is one step. */
  some: () => boolean
  one: () => boolean
  someEdge: () => boolean
  selection: readonly string[]
  cards: readonly string[]
  mayEdit: boolean
}

type Hands = { screen: StoreApi<EditorScreen>; gestures: ReturnType<typeof useGestures>; palette: ReturnType<typeof usePalette> }

/** Adding steps and notes, and what can be done with those that are chosen. */
export function stepActions({ screen, gestures, palette }: Hands, { some, one, someEdge, selection, cards, mayEdit }: Chosen): Action[] {
  // What is said stands in its place.
  const hasForm = () => screen.getState().comments === null
  return [
    {
      id: 'step.add',
      label: 'Add a step',
      group: 'Steps',
      icon: Plus,
      shortcut: 'n',
      keywords: 'new node insert',
      may: mayEdit,
      run: gestures.askHere,
    },
    {
      id: 'step.add-next',
      label: 'Add a step',
      group: 'Steps',
      icon: Plus,
      shortcut: 'tab',
      may: mayEdit,
      when: onChosenCard,
      run: gestures.askHere,
    },
    {
      id: 'step.connect',
      label: 'Draw a line to a step',
      group: 'Steps',
      icon: Spline,
      shortcut: 'l',
      keywords: 'connect edge link next',
      may: mayEdit,
      when: one,
      run: () => screen.setState({ dialog: 'connect' }),
    },
    {
      id: 'step.palette',
      label: palette.open ? 'Close the palette' : 'Open the palette of steps',
      group: 'Steps',
      icon: PanelLeft,
      shortcut: 'shift+a',
      keywords: 'add drag node list apps',
      may: mayEdit,
      run: () => palette.setOpen(!palette.open),
    },
    {
      id: 'step.open',
      label: 'Set up the step',
      group: 'Steps',
      icon: PenLine,
      shortcut: 'enter',
      keywords: 'inspector configure',
      when: () => one() && hasForm(),
      run: focusInspector,
    },
    {
      id: 'step.rename',
      label: 'Rename the step',
      group: 'Steps',
      icon: PenLine,
      shortcut: 'f2',
      may: mayEdit,
      when: () => cards.length === 1 && hasForm(),
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
      may: mayEdit,
      when: () => some() && nothingMarked(),
      run: () => document.execCommand('cut'),
    },
    {
      id: 'step.duplicate',
      label: 'Duplicate',
      group: 'Steps',
      icon: CopyPlus,
      shortcut: 'mod+d',
      may: mayEdit,
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
      may: mayEdit,
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
      may: mayEdit,
      when: () => onCanvas() && (selection.length > 0 || someEdge()),
      run: gestures.removeSelected,
    },
    {
      id: 'step.delete-back',
      label: 'Delete',
      group: 'Steps',
      icon: Trash2,
      shortcut: 'backspace',
      danger: true,
      may: mayEdit,
      when: () => onCanvas() && (selection.length > 0 || someEdge()),
      run: gestures.removeSelected,
    },
    {
      id: 'note.add',
      label: 'Add a note',
      group: 'Steps',
      icon: StickyNote,
      shortcut: 'shift+n',
      keywords: 'sticky comment',
      may: mayEdit,
      run: gestures.addNote,
    },
    {
      id: 'note.write',
      label: 'Write on the note',
      group: 'Steps',
      icon: PenLine,
      shortcut: 'enter',
      may: mayEdit,
      when: () => onCanvas() && selection.length === 1 && cards.length === 0,
      run: gestures.writeNote,
    },
  ]
}
