'use client'
import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Avatar } from '../ui/avatar'
import { cn } from '../ui/cn'
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRoot,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'
import { later } from '../ui/later'
import { Logo } from './logo'
import { hrefOf } from './navigation'
import { useSession } from './session'

const CreateWorkspaceDialog = later(() => import('./create-workspace-dialog').then((parts) => parts.CreateWorkspaceDialog))

export function WorkspaceMenu({ wide }: { wide: boolean }) {
  const { me, workspace } = useSession()
  const [creating, setCreating] = useState<boolean>()
  return (
    <>
      <DropdownMenuRoot>
        <DropdownMenuTrigger
          aria-label={`Workspace ${workspace.name}: switch`}
          className={cn(
            'flex h-9 items-center rounded-[8px] hover:bg-hover data-[state=open]:bg-hover',
            wide ? 'w-full gap-2.5 px-2.25' : 'w-9 justify-center',
          )}
        >
          <Logo size={19} className="shrink-0" />
          {wide && (
            <>
              <span className="min-w-0 flex-1 truncate text-left font-semibold">{workspace.name}</span>
              <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
            </>
          )}
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-60">
          <DropdownMenuLabel>Workspaces</DropdownMenuLabel>
          {me.workspaces.map(({ id, name, slug }) => (
            <DropdownMenuItem key={id} asChild>
              <Link href={hrefOf(slug, '/flows')} aria-current={slug === workspace.slug ? 'true' : undefined}>
                <Avatar name={name} id={id} size="sm" shape="square" />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {slug === workspace.slug && <Check aria-hidden />}
              </Link>
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => setCreating(true)}>
            <Plus strokeWidth={1.75} aria-hidden />
            New workspace
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenuRoot>
      {creating !== undefined && <CreateWorkspaceDialog open={creating} onOpenChange={setCreating} />}
    </>
  )
}
