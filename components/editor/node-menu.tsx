'use client'
import type { ReactNode } from 'react'
import { ContextMenuContent, ContextMenuRoot, ContextMenuTrigger } from '@/components/ui/context-menu'
import { ActionItems } from '../actions/action-items'
import { useEditor } from './context'
import { useEditorActions } from './editor-actions'

const ITEMS = [
  'step.open',
  'step.rename',
  'step.connect',
  'step.uses',
  'step.copy',
  'step.cut',
  'step.duplicate',
  'step.disable',
  'arrange.group',
  'arrange.fold',
  'step.delete',
]

/** Right click on a step: the same actions as everywhere. On the ground the right button moves the canvas. */
export function NodeMenu({ children }: { children: ReactNode }) {
  const { elements, mayEdit } = useEditor()
  const actions = useEditorActions()
  const items = ITEMS.flatMap((id) => actions.filter((action) => action.id === id)).map((action) => ({ ...action, when: undefined }))
  return (
    <ContextMenuRoot>
      <ContextMenuTrigger
        className="contents"
        disabled={!mayEdit}
        onContextMenu={(event) => {
          const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__node') : null
          const id = card?.dataset.id
          if (!card || !id) event.preventDefault()
          else if (!card.classList.contains('selected')) elements.select([id])
        }}
      >
        {children}
      </ContextMenuTrigger>
      <ContextMenuContent>
        <ActionItems actions={items} menu="context" />
      </ContextMenuContent>
    </ContextMenuRoot>
  )
}
