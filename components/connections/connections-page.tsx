'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../actions/use-actions'
import { QueryError } from '../shell/query-error'
import { useCan } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { AddDialog } from './add-dialog'
import { ConnectionTable } from './connection-table'
import { NoConnections } from './no-connections'
import { useApps } from './use-apps'

/** The accounts that flows work with. */
export function ConnectionsPage() {
  const trpc = useTRPC()
  const mayUse = useCan('connection.use')
  const [adding, setAdding] = useState(false)
  const list = useQuery(trpc.connections.list.queryOptions())
  const apps = useApps() ?? []
  const add = () => setAdding(true)
  useActions(
    mayUse
      ? [
          {
            id: 'connection.add',
            label: 'Add an account',
            group: 'Connections',
            icon: Plus,
            shortcut: 'n',
            keywords: 'new connection credentials password sandbox',
            run: add,
          },
        ]
      : [],
  )
  return (
    <>
      <TopBar
        actions={
          mayUse && (
            <Button variant="primary" onClick={add}>
              <Plus aria-hidden />
              Add account
            </Button>
          )
        }
      >
        <Crumbs title="Connections" />
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {list.isPending && <RowsSkeleton rows={4} />}
        {list.isError && !list.data && (
          <QueryError title="The accounts could not be loaded" error={list.error} onRetry={() => list.refetch()} />
        )}
        {list.data && (list.data.length === 0 ? <NoConnections onAdd={add} /> : <ConnectionTable connections={list.data} apps={apps} />)}
      </div>
      <AddDialog open={adding} onOpenChange={setAdding} />
    </>
  )
}
