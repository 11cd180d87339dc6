'use client'
import { useRef } from 'react'
import { DropdownMenuContent, DropdownMenuRoot, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { ActionItems } from '../actions/action-items'
import { useArrangeActions } from './arrange/use-arrange-actions'
import { useEditor, useSelection } from './context'
import { useEditorActions } from './editor-actions'
import { useWrapActions } from './wrap/use-wrap-actions'

const WRAPS = ['wrap.for-each', 'wrap.repeat', 'wrap.scope', 'wrap.out']
const OF_STEPS = [
  'step.open',
  'step.rename',
  'step.connect',
  'step.uses',
  'step.copy',
  'step.cut',
  'step.duplicate',
  'step.disable',
  'arrange.group',
  ...WRAPS,
  'step.delete',
]
const OF_MANY = [
  'step.copy',
  'step.cut',
  'step.duplicate',
  'step.disable',
  'arrange.group',
  ...WRAPS,
  ...['left', 'centre', 'right', 'top', 'middle', 'bottom', 'across', 'down'].map((how) => `arrange.${how}`),
  'step.delete',
]
const OF_NOTES = ['note.write', 'arrange.fold', 'step.copy', 'step.cut', 'step.duplicate', 'step.delete']

/** Opens where the pointer is. */
export function StepContextMenu({ at, onClose }: { at: { x: number; y: number }; onClose: () => void }) {
  const actions = [...useEditorActions(), ...useArrangeActions(), ...useWrapActions()]
  const { graph } = useEditor().canvas
  const selection = useSelection()
  const hasStep = selection.some((id) => graph.getState().nodes.has(id))
  const wanted = selection.length > 1 ? OF_MANY : hasStep ? OF_STEPS : OF_NOTES
  const before = useRef(document.activeElement)
  const items = wanted
    .flatMap((id) => actions.filter((action) => action.id === id))
    // The keyboard is in the menu now, where most of them could not be done.
    .map((action) => (WRAPS.includes(action.id) ? action : { ...action, when: undefined }))
  return (
    <DropdownMenuRoot key={`${at.x} ${at.y}`} open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="fixed size-0" style={{ left: at.x, top: at.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        sideOffset={2}
        aria-label="This step"
        onCloseAutoFocus={() => cardAfter(before.current)?.focus({ preventScroll: true })}
      >
        <ActionItems actions={items} menu="dropdown" />
      </DropdownMenuContent>
    </DropdownMenuRoot>
  )
}

/** Where the keyboard was; on what is chosen by now, if that is another card. */
function cardAfter(before: Element | null): HTMLElement | null {
  const isLeft = before?.matches('.react-flow__node:not(.selected)')
  const card = (isLeft ? document.querySelector('.react-flow__node.selected') : null) ?? before
  return card instanceof HTMLElement ? card : null
}
