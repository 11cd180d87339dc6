'use client'
import type { ReactNode } from 'react'
import { ContextMenuContent, ContextMenuRoot, ContextMenuTrigger } from '../ui/context-menu'
import type { RowProps } from '../ui/infinite-rows'
import { RowMenu } from '../ui/row-menu'
import { TableCell, TableRow } from '../ui/table'
import type { Action } from './action'
import { ActionItems } from './action-items'

/** A row of a long list with what can be done with it: at its end behind `…`, and by right click. `label` names the menu. */
export function MenuRow({ row, tabIndex, label, actions, children }: RowProps & MenuRowProps) {
  return (
    <ContextMenuRoot>
      <ContextMenuTrigger asChild>
        <TableRow {...row}>
          {children}
          <TableCell className="text-right">
            <RowMenu label={label} tabIndex={tabIndex}>
              <ActionItems actions={actions} menu="dropdown" />
            </RowMenu>
          </TableCell>
        </TableRow>
      </ContextMenuTrigger>
      <ContextMenuContent>
        <ActionItems actions={actions} menu="context" />
      </ContextMenuContent>
    </ContextMenuRoot>
  )
}

type MenuRowProps = { label: string; actions: readonly Action[]; children: ReactNode }
