'use client'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { SandboxBadge } from '../connections/sandbox-badge'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useCan, useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTRPC } from '../trpc/provider'
import { EmptyState } from '../ui/empty-state'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { Channels } from './channels'
import { Ledger } from './ledger'
import { Outbox } from './outbox'

/** What a sandbox account holds, as its app would show it. */
export function SandboxPage({ connectionId }: { connectionId: string }) {
  const trpc = useTRPC()
  const { slug } = useSession().workspace
  const mayUse = useCan('connection.use')
  const sandbox = useQuery(trpc.sandbox.get.queryOptions({ connectionId }))
  return (
    <>
      <TopBar actions={<SandboxBadge />}>
        <Crumbs
          trail={mayUse ? [{ label: 'Connections', href: hrefOf(slug, '/connections') }] : []}
          title={sandbox.data?.name ?? 'Sandbox'}
        />
      </TopBar>
      {sandbox.isPending && <RowsSkeleton rows={5} />}
      {sandbox.isError && <QueryError title="The sandbox could not be opened" error={sandbox.error} onRetry={() => sandbox.refetch()} />}
      {sandbox.data && <Holdings connector={sandbox.data.connector} connectionId={connectionId} />}
    </>
  )
}

function Holdings({ connector, connectionId }: { connector: string; connectionId: string }) {
  switch (connector) {
    case 'xero':
      return <Ledger connectionId={connectionId} />
    case 'slack':
      return <Channels connectionId={connectionId} />
    case 'mail':
      return <Outbox connectionId={connectionId} />
    default:
      return (
        <EmptyState art={<FlaskConical className="size-7" strokeWidth={1.5} aria-hidden />} title="There is nothing to look at">
          What runs do with this account is on the pages of the runs.
        </EmptyState>
      )
  }
}
