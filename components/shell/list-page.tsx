'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { type LucideIcon, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Action } from '../actions/action'
import { useActions } from '../actions/use-actions'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Kbd } from '../ui/kbd'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { QueryError } from './query-error'
import { Searched } from './searched'
import { Crumbs, TopBar } from './top-bar'

type ListPageProps<Row> = {
  title: string
  /** Null for whoever may not. `button` is what stands on it: `Add account`. */
  add: (Pick<Action, 'id' | 'label' | 'keywords' | 'run'> & { button: string }) | null
  list: Pick<UseQueryResult<Row[], unknown>, 'data' | 'error' | 'isPending' | 'refetch'>
  /** Said when it could not be loaded. */
  failed: string
  none: { icon: LucideIcon; title: string; words: string }
  search: { label: string; textOf: (row: Row) => string }
  children: (rows: readonly Row[]) => ReactNode
}

/** A page that lists what a workspace has of a kind, with a way to add to it. */
export function ListPage<Row>({ title, add, list, failed, none, search, children }: ListPageProps<Row>) {
  useActions(add ? [{ ...add, group: title, icon: Plus, shortcut: 'n' }] : [])
  return (
    <>
      <TopBar
        actions={
          add && (
            <Button variant="primary" onClick={add.run}>
              <Plus aria-hidden />
              {add.button}
            </Button>
          )
        }
      >
        <Crumbs title={title} />
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {list.isPending && <RowsSkeleton rows={4} />}
        {list.error !== null && !list.data && <QueryError title={failed} error={list.error} onRetry={() => list.refetch()} />}
        {list.data?.length === 0 && <Nothing add={add} none={none} />}
        {list.data && list.data.length > 0 && (
          <Searched rows={list.data} group={title} {...search}>
            {children}
          </Searched>
        )}
      </div>
    </>
  )
}

function Nothing({ add, none: { icon: Icon, title, words } }: Pick<ListPageProps<unknown>, 'add' | 'none'>) {
  return (
    <EmptyState
      art={<Icon className="size-7" strokeWidth={1.5} aria-hidden />}
      title={title}
      className="pt-[12vh]"
      actions={
        add && (
          <Button variant="primary" size="lg" onClick={add.run}>
            <Plus aria-hidden />
            {add.button}
            <Kbd keys="n" tone="inverse" className="ml-1" />
          </Button>
        )
      }
    >
      {words}
    </EmptyState>
  )
}
