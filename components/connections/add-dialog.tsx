'use client'
import { ArrowLeft, FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { IconTile } from '../ui/icon-tile'
import { Skeleton } from '../ui/skeleton'
import { AccountDialog } from './account-dialog'
import { type App, useApps } from './use-apps'
import { useCreateSandbox } from './use-sandbox'

type AddDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Where the account has to be; left out, the person chooses. */
  connector?: string
  onAdded?: (id: string) => void
}

/** A new account: at which app, then a sandbox or what the app asks for. */
export function AddDialog({ open, onOpenChange, connector, onAdded }: AddDialogProps) {
  return (
    <DialogRoot open={open} onOpenChange={onOpenChange}>
      {open && (
        <Adding
          connector={connector}
          onCancel={() => onOpenChange(false)}
          onDone={(id) => {
            onOpenChange(false)
            onAdded?.(id)
          }}
        />
      )}
    </DialogRoot>
  )
}

const EMPTY = { name: '', fields: {} }

type AddingProps = { connector: string | undefined; onCancel: () => void; onDone: (id: string) => void }

function Adding({ connector, onCancel, onDone }: AddingProps) {
  const apps = useApps()
  const [chosen, setChosen] = useState(connector)
  const sandbox = useCreateSandbox(onDone)
  const app = apps?.find(({ id }) => id === chosen)
  if (!app) {
    return (
      <DialogContent title="Add an account" description="At which app?" width="md">
        {apps ? (
          <AppList apps={apps} pending={sandbox.isPending} onChoose={setChosen} onSandbox={sandbox.mutate} />
        ) : (
          <Skeleton className="h-14" />
        )}
      </DialogContent>
    )
  }
  const useSandbox = app.connection.sandbox && (
    <Button variant="ghost" loading={sandbox.isPending} onClick={() => sandbox.mutate({ connector: app.id })}>
      <FlaskConical aria-hidden />
      Use a sandbox
    </Button>
  )
  const back = (
    <Button variant="ghost" onClick={() => setChosen(undefined)}>
      <ArrowLeft aria-hidden />
      Back
    </Button>
  )
  return <AccountDialog key={app.id} app={app} initial={EMPTY} aside={connector ? useSandbox : back} onCancel={onCancel} onDone={onDone} />
}

type AppListProps = {
  apps: readonly App[]
  pending: boolean
  onChoose: (connector: string) => void
  onSandbox: (of: { connector: string }) => void
}

function AppList({ apps, pending, onChoose, onSandbox }: AppListProps) {
  return (
    <ul className="divide-y rounded-md border">
      {apps.map(({ id, title, icon, tint, connection }) => (
        <li key={id} className="flex flex-wrap items-center gap-3 px-3 py-2.5">
          <IconTile icon={icon} tint={tint} />
          <span className="min-w-24 flex-1 font-medium">{title}</span>
          {connection.sandbox && (
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Use a ${title} sandbox`}
              disabled={pending}
              onClick={() => onSandbox({ connector: id })}
            >
              <FlaskConical aria-hidden />
              Sandbox
            </Button>
          )}
          <Button size="sm" aria-label={`Add a ${title} ${connection.noun} of your own`} onClick={() => onChoose(id)}>
            Your {connection.noun}
          </Button>
        </li>
      ))}
    </ul>
  )
}
