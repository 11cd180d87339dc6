'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Variable as VariableIcon } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../actions/use-actions'
import { QueryError } from '../shell/query-error'
import { useCan } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Kbd } from '../ui/kbd'
import { RowsSkeleton } from '../ui/rows-skeleton'
import type { Variable } from './types'
import { VariableDialog } from './variable-dialog'
import { VariableTable } from './variable-table'

/** Plain values that flows use by name. */
export function VariablesPage() {
  const trpc = useTRPC()
  const mayWrite = useCan('variable.write')
  const list = useQuery(trpc.variables.list.queryOptions())
  const [open, setOpen] = useState<Variable | 'new' | null>(null)
  const add = () => setOpen('new')
  useActions(
    mayWrite
      ? [
          {
            id: 'variable.add',
            label: 'Add a variable',
            group: 'Variables',
            icon: Plus,
            shortcut: 'n',
            keywords: 'new value setting constant threshold limit',
            run: add,
          },
        ]
      : [],
  )
  return (
    <>
      <TopBar
        actions={
          mayWrite && (
            <Button variant="primary" onClick={add}>
              <Plus aria-hidden />
              Add variable
            </Button>
          )
        }
      >
        <Crumbs title="Variables" />
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {list.isPending && <RowsSkeleton rows={4} />}
        {list.isError && !list.data && (
          <QueryError title="The variables could not be loaded" error={list.error} onRetry={() => list.refetch()} />
        )}
        {list.data &&
          (list.data.length === 0 ? (
            <NoVariables onAdd={mayWrite ? add : null} />
          ) : (
            <VariableTable variables={list.data} onEdit={setOpen} />
          ))}
      </div>
      <VariableDialog variable={open} onClose={() => setOpen(null)} />
    </>
  )
}

function NoVariables({ onAdd }: { onAdd: (() => void) | null }) {
  return (
    <EmptyState
      art={<VariableIcon className="size-7" strokeWidth={1.5} aria-hidden />}
      title="No variables yet"
      className="pt-[12vh]"
      actions={
        onAdd && (
          <Button variant="primary" size="lg" onClick={onAdd}>
            <Plus aria-hidden />
            Add variable
            <Kbd keys="n" tone="inverse" className="ml-1" />
          </Button>
        )
      }
    >
      A limit, an address, the name of a channel: what several flows use, and what changes now and then, is kept here once.
    </EmptyState>
  )
}
