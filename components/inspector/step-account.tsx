'use client'
import { CircleAlert, FlaskConical, Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { ManifestNode } from '@/flow/define/manifest'
import { needsAccount } from '@/flow/define/needs-account'
import type { Node } from '@/flow/graph/graph'
import type { Problem } from '@/flow/graph/problem'
import { AddDialog } from '../connections/add-dialog'
import { EditDialog } from '../connections/edit-dialog'
import { SandboxBadge } from '../connections/sandbox-badge'
import type { Connection } from '../connections/types'
import { useConnections } from '../connections/use-connections'
import { useCreateSandbox } from '../connections/use-sandbox'
import { useCan } from '../shell/session'
import { useInspected } from './context'

type StepAccountProps = {
  node: Node
  type: ManifestNode
  problems: readonly Problem[]
  onChange: (connectionId: string | null) => void
}

/** No account has an id like this. */
const WITHOUT = 'without'

/** Which account at its app a step works with. */
export function StepAccount({ node, type, problems, onChange }: StepAccountProps) {
  const { manifest, readOnly } = useInspected()
  const connections = useConnections()
  const mayUse = useCan('connection.use')
  const [adding, setAdding] = useState(false)
  const id = useId()
  const app = manifest.connectors.find((each) => each.id === type.accountAt)
  if (!app?.connection) return null

  const accounts = [...(connections?.values() ?? [])].filter((each) => each.connector === app.id)
  const chosen = accounts.find((each) => each.id === node.connectionId)
  const optional = type.account === 'optional' && !needsAccount(type, node)
  const { noun } = app.connection
  const isOther = type.accountAt !== type.connector
  const noAccount = isOther ? `Not in ${app.title}` : (app.connection.without ?? `No ${noun}`)
  const without = optional ? [{ value: WITHOUT, label: noAccount }] : []
  const missing = problems.some(({ code }) => code === 'missing-account')
  const wrong = problems.find(({ code, field }) => field === 'connectionId' && code !== 'missing-account')
  const title = `${app.title} ${noun}`
  const fixed = readOnly || !mayUse
  return (
    <div data-field="connectionId" className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-3">
        {mayUse ? (
          <label htmlFor={id} className="font-medium text-sm">
            {title}
          </label>
        ) : (
          <span className="font-medium text-sm">{title}</span>
        )}
        {chosen?.kind === 'sandbox' ? <SandboxBadge /> : missing && <span className="text-bad-ink text-xs">still needed</span>}
      </div>
      {mayUse ? (
        <Select
          id={id}
          value={chosen?.id ?? (optional && node.connectionId === undefined ? WITHOUT : undefined)}
          placeholder={
            connections === undefined ? 'Loading' : wrong ? 'Not there any more' : `Choose ${noun === 'account' ? 'an' : 'a'} ${noun}`
          }
          options={[...without, ...accounts.map(optionOf)]}
          disabled={fixed || connections === undefined || without.length + accounts.length === 0}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(value) => onChange(value === WITHOUT ? null : value)}
        />
      ) : (
        <p className="text-ink-2 text-sm">
          {node.connectionId !== undefined ? 'Chosen. Your role does not show which.' : optional ? noAccount : 'None chosen yet.'}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} className="text-bad-ink text-xs">
          {[wrong.message, wrong.hint].filter(Boolean).join(' ')}
        </p>
      )}
      {chosen && <Broken connection={chosen} />}
      {!fixed && (
        <div className="-ml-2 flex flex-wrap">
          <Button variant="ghost" size="sm" onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            Add {noun}
          </Button>
          {app.connection.sandbox && chosen?.kind !== 'sandbox' && (
            <UseSandbox connector={app.id} existing={accounts.find(({ kind }) => kind === 'sandbox')} onUse={onChange} />
          )}
        </div>
      )}
      <AddDialog open={adding} onOpenChange={setAdding} connector={app.id} onAdded={onChange} />
    </div>
  )
}

function optionOf({ id, name, kind, account }: Connection) {
  return { value: id, label: name, description: kind === 'sandbox' ? 'Sandbox' : (account ?? undefined) }
}

function UseSandbox({ connector, existing, onUse }: { connector: string; existing: Connection | undefined; onUse: (id: string) => void }) {
  const create = useCreateSandbox(onUse)
  return (
    <Button
      variant="ghost"
      size="sm"
      loading={create.isPending}
      onClick={() => (existing ? onUse(existing.id) : create.mutate({ connector }))}
    >
      <FlaskConical aria-hidden />
      Use a sandbox account
    </Button>
  )
}

/** The app refused it: says why, and leads to where it is mended. */
function Broken({ connection }: { connection: Connection }) {
  const [editing, setEditing] = useState(false)
  if (connection.brokenReason === null) return null
  return (
    <div className="flex items-start gap-1.5 rounded-md bg-bad-soft px-2.5 py-2 text-bad-ink text-xs">
      <CircleAlert className="mt-px size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
      <div className="flex flex-col items-start gap-1.5">
        {connection.brokenReason}
        {connection.mayChange && (
          <Button size="sm" onClick={() => setEditing(true)}>
            Connect again
          </Button>
        )}
      </div>
      <EditDialog connection={editing ? connection : null} onClose={() => setEditing(false)} />
    </div>
  )
}
