'use client'
import { Command } from 'cmdk'
import { Check, Folder as FolderIcon, Layers } from 'lucide-react'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { folderTree } from './folder-tree'
import type { Folder } from './types'

type MoveDialogProps = {
  open: boolean
  /** What is moved: the name of a flow, or how many. */
  what: string | undefined
  /** Where all of it is now; left out where it is here and there. */
  from?: string | null
  folders: readonly Folder[]
  onClose: () => void
  onMove: (folderId: string | null) => void
}

export function MoveDialog({ open, what, from, folders, onClose, onMove }: MoveDialogProps) {
  const places = [{ id: null, name: 'No folder', depth: 0 }, ...folderTree(folders)]
  return (
    <DialogRoot open={open} onOpenChange={(stays) => !stays && onClose()}>
      <DialogContent title="Move to folder" description={what}>
        <Command label="Folders" className="-mx-2">
          <Command.Input
            placeholder="Find a folder"
            className="mx-2 mb-2 h-8 w-[calc(100%-16px)] rounded-sm border border-line-strong bg-surface px-2.5 focus:border-brand focus:outline-none focus:ring-3 focus:ring-brand-soft"
          />
          <Command.List className="max-h-72 overflow-y-auto">
            <Command.Empty className="px-3 py-6 text-center text-ink-3">No folder has that name.</Command.Empty>
            {places.map(({ id, name, depth }) => {
              const Icon = id === null ? Layers : FolderIcon
              return (
                <Command.Item
                  key={id ?? 'none'}
                  value={id ?? 'none'}
                  keywords={[name]}
                  onSelect={() => onMove(id)}
                  style={{ paddingLeft: 10 + depth * 18 }}
                  className="flex h-8.5 cursor-default items-center gap-2.5 rounded-sm pr-2.5 data-[selected=true]:bg-hover"
                >
                  <Icon className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                  {from === id && <Check className="size-4" aria-label="is here now" />}
                </Command.Item>
              )
            })}
          </Command.List>
        </Command>
      </DialogContent>
    </DialogRoot>
  )
}
