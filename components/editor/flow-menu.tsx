'use client'
import { Ellipsis } from 'lucide-react'
import { DropdownMenuContent, DropdownMenuRoot, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { ActionItems } from '../actions/action-items'
import { useEditorActions } from './editor-actions'

const ITEMS = ['flow.try', 'flow.versions', 'flow.settings', 'view.find', 'view.replace', 'arrange.tidy', 'flow.export', 'flow.import']

/** What is done with the whole flow now and then. */
export function FlowMenu() {
  const actions = useEditorActions()
  return (
    <DropdownMenuRoot>
      <DropdownMenuTrigger asChild>
        <IconButton icon={Ellipsis} label="More about this flow" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <ActionItems actions={ITEMS.flatMap((id) => actions.filter((action) => action.id === id))} menu="dropdown" />
      </DropdownMenuContent>
    </DropdownMenuRoot>
  )
}
