'use client'
import { Ellipsis } from 'lucide-react'
import type { Action } from '../actions/action'
import { ActionItems } from '../actions/action-items'
import { DropdownMenuContent, DropdownMenuRoot, DropdownMenuTrigger } from '../ui/dropdown-menu'

/** Shows when the folder is pointed at or focused. */
export function FolderMenu({ name, actions }: { name: string; actions: readonly Action[] }) {
  return (
    <DropdownMenuRoot>
      <DropdownMenuTrigger
        aria-label={`Actions for folder ${name}`}
        className="absolute top-1 right-1 inline-flex size-6 items-center justify-center rounded-[4px] text-ink-3 opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-focus-within/folder:opacity-100 group-hover/folder:opacity-100 data-[state=open]:opacity-100"
      >
        <Ellipsis className="size-4" aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <ActionItems actions={actions} menu="dropdown" />
      </DropdownMenuContent>
    </DropdownMenuRoot>
  )
}
