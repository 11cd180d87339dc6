import { RowMenu } from '../ui/row-menu'
import { TableCell, TableHead } from '../ui/table'
import type { Action } from './action'
import { ActionItems } from './action-items'

/** Over a column of `RowActions`. */
export function ActionsHead() {
  return (
    <TableHead className="w-13">
      <span className="sr-only">Actions</span>
    </TableHead>
  )
}

/** What can be done with the row of a table, behind its `…`. */
export function RowActions({ name, actions }: { name: string; actions: readonly Action[] }) {
  return (
    <TableCell className="text-right">
      {actions.length > 0 && (
        <RowMenu label={`Actions for ${name}`}>
          <ActionItems actions={actions} menu="dropdown" />
        </RowMenu>
      )}
    </TableCell>
  )
}
