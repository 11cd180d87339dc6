'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SquarePen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { preview } from '@/flow/mapping/preview'
import type { Action } from '../actions/action'
import { ActionsHead, RowActions } from '../actions/row-actions'
import { UsedBy } from '../connections/used-by'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { RelativeTime } from '../ui/relative-time'
import { Table, TableCell, TableHead, TableRow } from '../ui/table'
import type { Variable } from './types'

type VariableTableProps = { variables: readonly Variable[]; onEdit: (variable: Variable) => void }

export function VariableTable({ variables, onEdit }: VariableTableProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const mayWrite = useCan('variable.write')
  const [removing, setRemoving] = useState<Variable | null>(null)
  const remove = useMutation(
    trpc.variables.remove.mutationOptions({
      onError: sayFailure,
      // Until it is out of the list it could be removed once more.
      onSettled: async () => {
        await queryClient.invalidateQueries(trpc.variables.pathFilter())
        setRemoving(null)
      },
    }),
  )
  const actionsOf = (variable: Variable): Action[] => [
    { id: 'variable.edit', label: 'Change', group: variable.name, icon: SquarePen, run: () => onEdit(variable) },
    { id: 'variable.remove', label: 'Remove', group: variable.name, icon: Trash2, danger: true, run: () => setRemoving(variable) },
  ]
  return (
    <>
      <Table aria-label="Variables" className="table-fixed">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>Value</TableHead>
            <TableHead className="hidden w-28 sm:table-cell">Used by</TableHead>
            <TableHead className="hidden w-34 lg:table-cell">Last change</TableHead>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {variables.map((variable) => (
            <TableRow key={variable.id} className="hover:bg-transparent">
              <TableCell className="h-14 py-2">
                <p title={variable.name} className="truncate font-code text-sm">
                  {variable.name}
                </p>
                {variable.note !== '' && (
                  <p title={variable.note} dir="auto" className="truncate text-ink-3 text-sm">
                    {variable.note}
                  </p>
                )}
              </TableCell>
              <TableCell className="truncate tabular-nums">{preview(variable.value)}</TableCell>
              <TableCell className="hidden sm:table-cell">
                <UsedBy connection={variable} />
              </TableCell>
              <TableCell className="hidden truncate text-ink-3 text-sm lg:table-cell">
                <RelativeTime at={variable.updatedAt} />
              </TableCell>
              <RowActions name={variable.name} actions={mayWrite ? actionsOf(variable) : []} />
            </TableRow>
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? ''}?`}
        confirm="Remove variable"
        pending={remove.isPending}
        onConfirm={() => removing && remove.mutate({ id: removing.id })}
      >
        Drafts that use it will say that it is missing. The audit keeps its last value.
      </ConfirmDialog>
    </>
  )
}
