'use client'
import { Folder as FolderIcon, FolderPlus, Layers, type LucideIcon } from 'lucide-react'
import { ActionItems } from '../actions/action-items'
import { cn } from '../ui/cn'
import { ContextMenuContent, ContextMenuRoot, ContextMenuTrigger } from '../ui/context-menu'
import { IconButton } from '../ui/icon-button'
import { NearLink } from '../ui/near-link'
import { Skeleton } from '../ui/skeleton'
import { FolderMenu } from './folder-menu'
import { folderTree } from './folder-tree'
import type { Folder } from './types'
import type { FolderActions } from './use-folder-actions'

type FolderRailProps = {
  /** Undefined while they are on their way. */
  folders: readonly Folder[] | undefined
  current: string | null
  hrefOf: (folderId: string | null) => string
  actions: FolderActions
}

export function FolderRail({ folders, current, hrefOf, actions }: FolderRailProps) {
  return (
    <nav aria-label="Folders" className="hidden w-54 shrink-0 flex-col gap-0.5 overflow-y-auto border-r px-2.5 py-3 md:flex">
      <RailLink href={hrefOf(null)} label="All flows" icon={Layers} active={current === null} />
      <div className="mt-3 mb-0.5 flex h-7 items-center justify-between pl-2">
        <h2 className="font-medium text-ink-3 text-sm">Folders</h2>
        {actions.create && <IconButton icon={FolderPlus} label="New folder" size="sm" onClick={actions.create} />}
      </div>
      {folderTree(folders ?? []).map((folder) => {
        const items = actions.of(folder)
        return (
          <ContextMenuRoot key={folder.id}>
            <ContextMenuTrigger className="group/folder relative block">
              <RailLink
                href={hrefOf(folder.id)}
                label={folder.name}
                icon={FolderIcon}
                active={current === folder.id}
                depth={folder.depth}
                hasMenu={items.length > 0}
              />
              {items.length > 0 && <FolderMenu name={folder.name} actions={items} />}
            </ContextMenuTrigger>
            {items.length > 0 && (
              <ContextMenuContent>
                <ActionItems actions={items} menu="context" />
              </ContextMenuContent>
            )}
          </ContextMenuRoot>
        )
      })}
      {folders === undefined && <Skeleton className="mx-2 my-2 h-3.5 w-24" />}
      {folders?.length === 0 && <p className="px-2 text-ink-3 text-sm">None yet.</p>}
    </nav>
  )
}

type RailLinkProps = { href: string; label: string; icon: LucideIcon; active: boolean; depth?: number; hasMenu?: boolean }

function RailLink({ href, label, icon: Icon, active, depth = 0, hasMenu = false }: RailLinkProps) {
  return (
    <NearLink
      href={href}
      aria-current={active ? 'page' : undefined}
      style={{ paddingLeft: 8 + depth * 16 }}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-sm pr-2 text-ink-2 transition-colors duration-100 hover:bg-hover hover:text-ink',
        active && 'bg-hover font-medium text-ink',
        hasMenu && 'group-focus-within/folder:pr-8 group-hover/folder:pr-8',
      )}
    >
      <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      <span title={label} dir="auto" className="truncate">
        {label}
      </span>
    </NearLink>
  )
}
