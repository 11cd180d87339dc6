'use client'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { toast } from 'sonner'
import type { ManifestConnector } from '@/flow/define/manifest'
import { errorMessage } from '../trpc/error-of'
import { Button } from '../ui/button'
import { CopyField } from '../ui/copy-field'
import { DialogContent } from '../ui/dialog'
import { AccountForm, type AccountValues } from './account-form'
import { isByHand, signsIn, withoutGaps } from './account-values'
import { useStartOAuth } from './start-oauth'
import { useSaveAccount } from './use-save-account'

type AccountDialogProps = {
  app: ManifestConnector
  existing?: { id: string; name: string } | null
  initial: AccountValues
  secrets?: readonly string[]
  /** What is entered at the app, so that it calls back. */
  callback?: { title: string; description: string; url: string } | null
  /** Left of the buttons: a way back, or another way. */
  aside?: ReactNode
  onCancel: () => void
  onDone: (id: string) => void
}

const CONNECT = 'connect'

/** Fills an account in, new or known. It closes once the app has said that it works. */
export function AccountDialog({
  app,
  existing = null,
  initial,
  secrets = [],
  callback = null,
  aside,
  onCancel,
  onDone,
}: AccountDialogProps) {
  const formId = useId()
  const oauth = useStartOAuth()
  const save = useSaveAccount(app, existing, ({ saved, words }) => {
    toast.success(`${saved.name} works: ${words}`)
    onDone(saved.id)
  })
  const refused = save.data?.works === false ? save.data : null
  const failed = save.error ?? oauth.error
  const [fields, setFields] = useState(initial.fields)
  const byHand = isByHand(app, fields)
  const close = () => (refused ? onDone(refused.saved.id) : onCancel())

  const submit = (values: AccountValues, how: string) => {
    if (how !== CONNECT) return save.mutate(values)
    const again = existing ? { connectionId: existing.id } : {}
    oauth.start({ connector: app.id, name: values.name || app.title, fields: withoutGaps(values.fields), ...again })
  }
  return (
    <DialogContent
      title={existing ? `Edit ${existing.name}` : `Add a ${app.title} ${app.connection?.noun ?? 'account'}`}
      description={
        existing
          ? undefined
          : `What you enter is sealed, and ${app.connection?.noun === 'secret' ? 'sent to nobody' : 'sent to nobody but the app'}.`
      }
      width="md"
      footer={
        <>
          <div className="mr-auto">{aside}</div>
          <Button variant="ghost" onClick={close}>
            {refused ? 'Close' : 'Cancel'}
          </Button>
          {signsIn(app, fields) && (
            <Button type="submit" form={formId} value={CONNECT} variant={byHand ? 'secondary' : 'primary'} loading={oauth.isPending}>
              {app.connection?.signsInIf ? 'Sign in' : `Connect with ${app.title}`}
            </Button>
          )}
          {byHand && (
            <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
              {save.isPending ? 'Testing' : 'Save and test'}
            </Button>
          )}
        </>
      }
    >
      <AccountForm id={formId} app={app} initial={initial} secrets={secrets} onFields={setFields} onSubmit={submit} />
      {callback && (
        <div className="mt-4 flex flex-col gap-1.5 border-t pt-4">
          <p className="font-medium text-sm">{callback.title}</p>
          <CopyField label={callback.title} value={callback.url} />
          <p className="text-ink-2 text-xs">{callback.description}</p>
        </div>
      )}
      <div role="alert" className="mt-4 empty:hidden">
        {refused && <Trouble>Saved, but it does not work yet. {refused.words}</Trouble>}
        {Boolean(failed) && <Trouble>{errorMessage(failed)}</Trouble>}
      </div>
    </DialogContent>
  )
}

function Trouble({ children }: { children: ReactNode }) {
  return (
    <p ref={showNow} className="flex scroll-mb-5 items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad-ink text-sm">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
      <span>{children}</span>
    </p>
  )
}

/** A long form is scrolled to where the answer stands. */
function showNow(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'nearest' })
}
