'use client'
import Link from 'next/link'
import { useState } from 'react'
import type { ManifestConnector } from '@/flow/define/manifest'
import { ActionsHead, RowActions } from '../actions/row-actions'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { IconTile } from '../ui/icon-tile'
import { NameDialog } from '../ui/name-dialog'
import { RelativeTime } from '../ui/relative-time'
import { Table, TableCell, TableHead, TableRow } from '../ui/table'
import { connectionActions } from './connection-actions'
import { ConnectionState } from './connection-state'
import { EditDialog } from './edit-dialog'
import { LimitDialog } from './limit-dialog'
import { RemoveDialog } from './remove-dialog'
import { SandboxBadge } from './sandbox-badge'
import type { Connection } from './types'
import { useConnectionVerbs } from './use-connection-verbs'
import { UsedBy } from './used-by'

type ConnectionTableProps = { connections: readonly Connection[]; apps: readonly ManifestConnector[] }

export function ConnectionTable({ connections, apps }: ConnectionTableProps) {
  const { rename, remove, setLimit, test } = useConnectionVerbs()
  const [renaming, setRenaming] = useState<Connection | null>(null)
  const [editing, setEditing] = useState<Connection | null>(null)
  const [limiting, setLimiting] = useState<Connection | null>(null)
  const [removing, setRemoving] = useState<Connection | null>(null)
  const doings = { test, rename: setRenaming, edit: setEditing, limit: setLimiting, remove: setRemoving }
  return (
    <>
      <Table aria-label="Accounts" className="table-fixed">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead className="w-34">State</TableHead>
            <TableHead className="hidden w-28 sm:table-cell">Used by</TableHead>
            <TableHead className="hidden w-34 lg:table-cell">Last change</TableHead>
            <ActionsHead />
          </tr>
        </thead>
        <tbody>
          {connections.map((connection) => (
            <TableRow key={connection.id} className="hover:bg-transparent">
              <TableCell className="h-14 py-2">
                <Names connection={connection} app={apps.find(({ id }) => id === connection.connector)} />
              </TableCell>
              <TableCell className="leading-none">
                <ConnectionState connection={connection} />
              </TableCell>
              <TableCell className="hidden sm:table-cell">
                <UsedBy connection={connection} />
              </TableCell>
              <TableCell className="hidden truncate text-ink-3 text-sm lg:table-cell">
                <RelativeTime at={connection.updatedAt} />
              </TableCell>
              <RowActions name={connection.name} actions={connectionActions(connection, doings)} />
            </TableRow>
          ))}
        </tbody>
      </Table>
      <NameDialog
        open={renaming !== null}
        onOpenChange={(open) => !open && setRenaming(null)}
        title="Rename account"
        initial={renaming?.name}
        confirm="Rename"
        pending={rename.isPending}
        error={rename.error && errorMessage(rename.error)}
        onSubmit={(name) => renaming && rename.mutate({ id: renaming.id, name }, { onSuccess: () => setRenaming(null) })}
      />
      <EditDialog connection={editing} onClose={() => setEditing(null)} />
      <LimitDialog
        connection={limiting}
        onClose={() => setLimiting(null)}
        onSave={(id, most) => {
          setLimit.mutate({ id, most })
          setLimiting(null)
        }}
      />
      <RemoveDialog
        connection={removing}
        pending={remove.isPending}
        onClose={() => setRemoving(null)}
        onRemove={({ id }) => remove.mutate({ id }, { onSettled: () => setRemoving(null) })}
      />
    </>
  )
}

function Names({ connection, app }: { connection: Connection; app: ManifestConnector | undefined }) {
  const { id, name, kind, account, brokenReason } = connection
  const { slug } = useSession().workspace
  return (
    <div className="flex min-w-0 items-center gap-3">
      <IconTile icon={app?.icon ?? 'box'} tint={app?.tint ?? 'grey'} />
      <div className="min-w-0">
        <p className="flex items-center gap-2 font-medium">
          {kind === 'sandbox' ? (
            <Link href={hrefOf(slug, `/connections/${id}/sandbox`)} className="truncate rounded-[4px] hover:underline">
              {name}
            </Link>
          ) : (
            <span className="truncate">{name}</span>
          )}
          {kind === 'sandbox' && <SandboxBadge className="max-sm:hidden" />}
        </p>
        {brokenReason === null ? (
          <p className="truncate text-ink-3 text-sm">
            {[app?.title, kind === 'real' && account].filter(Boolean).join(' · ')}
            {kind === 'sandbox' && <span className="sm:hidden"> · Sandbox</span>}
          </p>
        ) : (
          <p title={brokenReason} className="line-clamp-2 text-bad-ink text-sm">
            {brokenReason}
          </p>
        )}
      </div>
    </div>
  )
}
