'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FolderPlus, PencilLine, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Action } from '../actions/action'
import { useActions } from '../actions/use-actions'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { NameDialog } from '../ui/name-dialog'
import type { Folder } from './types'

type Asking = { what: 'create'; parent: Folder | null } | { what: 'rename' | 'remove'; folder: Folder }

export type FolderActions = { create?: () => void; of: (folder: Folder) => Action[]; dialogs: ReactNode }

export function useFolderActions(current: Folder | null, onRemoved: (id: string) => void): FolderActions {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayWrite = useCan('flow.write')
  const [asking, setAsking] = useState<Asking | null>(null)
  /** The flows after the folders: those of a folder that is gone are not asked for. */
  const refresh = async () => {
    await queryClient.invalidateQueries(trpc.folders.list.pathFilter())
    await queryClient.invalidateQueries(trpc.flows.list.pathFilter())
  }
  const settle = {
    /** What was asked for is to be seen where the dialog stood before. */
    onSuccess: async () => {
      await refresh()
      setAsking(null)
    },
    onError: (error: unknown) => {
      sayFailure(error)
      return refresh()
    },
  }
  const create = useMutation(trpc.folders.create.mutationOptions(settle))
  const rename = useMutation(trpc.folders.rename.mutationOptions(settle))
  const remove = useMutation(
    trpc.folders.remove.mutationOptions({
      ...settle,
      onSuccess: (_, { id }) => {
        onRemoved(id)
        return settle.onSuccess()
      },
    }),
  )

  const newFolder: Action = {
    id: 'folder.create',
    label: 'New folder',
    group: 'Flows',
    icon: FolderPlus,
    shortcut: 'shift+n',
    run: () => setAsking({ what: 'create', parent: null }),
  }
  const of = (folder: Folder): Action[] => {
    const group = folder.name
    return [
      {
        ...newFolder,
        id: 'folder.create-inside',
        label: 'New folder inside',
        group,
        shortcut: undefined,
        run: () => setAsking({ what: 'create', parent: folder }),
      },
      { id: 'folder.rename', label: 'Rename folder', group, icon: PencilLine, run: () => setAsking({ what: 'rename', folder }) },
      { id: 'folder.remove', label: 'Remove folder', group, icon: Trash2, danger: true, run: () => setAsking({ what: 'remove', folder }) },
    ]
  }
  useActions(mayWrite ? [newFolder, ...(current ? of(current) : [])] : [])

  return {
    create: mayWrite ? newFolder.run : undefined,
    of: mayWrite ? of : () => [],
    dialogs: (
      <>
        <NameDialog
          open={asking?.what === 'create'}
          onOpenChange={() => setAsking(null)}
          title={asking?.what === 'create' && asking.parent ? `New folder in ${asking.parent.name}` : 'New folder'}
          placeholder="Finance"
          confirm="Create folder"
          pending={create.isPending}
          onSubmit={(name) => asking?.what === 'create' && create.mutate({ name, parentId: asking.parent?.id })}
        />
        <NameDialog
          open={asking?.what === 'rename'}
          onOpenChange={() => setAsking(null)}
          title="Rename folder"
          initial={asking?.what === 'rename' ? asking.folder.name : undefined}
          confirm="Rename"
          pending={rename.isPending}
          onSubmit={(name) => asking?.what === 'rename' && rename.mutate({ id: asking.folder.id, name })}
        />
        <ConfirmDialog
          open={asking?.what === 'remove'}
          onOpenChange={() => setAsking(null)}
          title={asking?.what === 'remove' ? `Remove ${asking.folder.name}?` : ''}
          confirm="Remove folder"
          pending={remove.isPending}
          onConfirm={() => {
            if (asking?.what === 'remove') remove.mutate({ id: asking.folder.id })
          }}
        >
          Only the folder goes. The flows and folders in it move up one level.
        </ConfirmDialog>
      </>
    ),
  }
}
