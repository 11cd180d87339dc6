'use client'
import { useQuery } from '@tanstack/react-query'
import { Cable } from 'lucide-react'
import { useState } from 'react'
import { ListPage } from '../shell/list-page'
import { useCan } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { AddDialog } from './add-dialog'
import { ConnectionTable } from './connection-table'
import type { Connection } from './types'
import { useApps } from './use-apps'

const NONE = {
  icon: Cable,
  title: 'No accounts yet',
  words:
    'Flows work with your apps through accounts that are kept here, sealed. Add one of your own, or try things out in a sandbox first: it needs no sign-up.',
}

/** The accounts that flows work with. */
export function ConnectionsPage() {
  const trpc = useTRPC()
  const mayUse = useCan('connection.use')
  const [adding, setAdding] = useState(false)
  const list = useQuery(trpc.connections.list.queryOptions())
  const apps = useApps() ?? []
  const add = {
    id: 'connection.add',
    label: 'Add an account',
    button: 'Add account',
    keywords: 'new connection credentials password sandbox',
    run: () => setAdding(true),
  }
  const search = {
    label: 'Search accounts',
    textOf: ({ name, account, connector }: Connection) =>
      `${name} ${account ?? ''} ${apps.find(({ id }) => id === connector)?.title ?? connector}`,
  }
  return (
    <>
      <ListPage
        title="Connections"
        add={mayUse ? add : null}
        list={list}
        failed="The accounts could not be loaded"
        none={NONE}
        search={search}
      >
        {(connections) => <ConnectionTable connections={connections} apps={apps} />}
      </ListPage>
      <AddDialog open={adding} onOpenChange={setAdding} />
    </>
  )
}
