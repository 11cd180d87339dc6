'use client'
import { ChevronRight } from 'lucide-react'
import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ManifestConnector } from '@/flow/define/manifest'
import type { JsonObject } from '@/flow/json'
import { type FormField, fieldsOf, paramOf } from '../canvas/form-fields'
import { cn } from '../ui/cn'
import { CopyField } from '../ui/copy-field'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { AccountField } from './account-field'
import { isElsewhere, signsIn, troublesOf } from './account-values'

export type AccountValues = { name: string; fields: JsonObject }

type AccountFormProps = {
  id: string
  app: ManifestConnector
  initial: AccountValues
  /** Secrets that are kept already. */
  secrets: readonly string[]
  /** `how`: the value of the button that was pressed. */
  /** As they are being filled in. */
  onFields: (fields: JsonObject) => void
  onSubmit: (values: AccountValues, how: string) => void
}

/** An account's own fields, made from its declaration. */
export function AccountForm({ id, app, initial, secrets, onFields, onSubmit }: AccountFormProps) {
  const schema = app.connection?.fields ?? NO_FIELDS
  const fields = useMemo(() => fieldsOf(schema), [schema])
  const [name, setName] = useState(initial.name)
  const [values, setValues] = useState(initial.fields)
  const [tried, setTried] = useState(false)
  const elsewhere = isElsewhere(fields, initial.fields, values)
  const kept = new Set(elsewhere ? [] : secrets)
  const troubles = troublesOf(fields, schema, values, kept)
  const moved = elsewhere && secrets.length > 0 && !secrets.some((secret) => paramOf(values, secret))

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { nativeEvent } = event
    const how = nativeEvent instanceof SubmitEvent ? (nativeEvent.submitter?.getAttribute('value') ?? '') : ''
    if (troubles.size === 0 && !moved) return onSubmit({ name: name.trim(), fields: values }, how)
    const form = event.currentTarget
    flushSync(() => setTried(true))
    form.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }

  const shown = fields.filter((field) => field.isShown(values))
  const plain = shown.filter((field) => !field.meta.advanced)
  const advanced = shown.filter((field) => field.meta.advanced)
  const redirect = signsIn(app, values) && <RedirectAddress title={app.connection?.signsInIf ? 'the provider' : app.title} />
  const signsInAbove = plain.some((field) => field.name === 'clientId')
  const row = (field: FormField) => (
    <AccountField
      key={field.name}
      field={field}
      value={paramOf(values, field.name)}
      kept={kept.has(field.name)}
      error={tried ? (troubles.get(field.name) ?? (moved && field.meta.secret && !field.meta.advanced ? MOVED : undefined)) : undefined}
      onChange={(value) => {
        const next = withValue(values, field.name, value)
        setValues(next)
        onFields(next)
      }}
    />
  )
  return (
    <form id={id} onSubmit={submit} noValidate autoComplete="off" className="flex flex-col gap-4">
      <Field label="Account name" hint="as the app calls it, unless set">
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            placeholder={app.title}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-x-3 gap-y-4">
        {plain.map(row)}
        {signsInAbove && redirect}
      </div>
      {advanced.length > 0 && (
        <Advanced needed={tried && advanced.some((field) => troubles.has(field.name))}>
          {advanced.map(row)}
          {!signsInAbove && redirect}
        </Advanced>
      )}
    </form>
  )
}

const NO_FIELDS: JsonObject = {}
const MOVED = 'Enter it again: it goes to another place than before.'

function withValue(values: JsonObject, name: string, value: JsonObject[string] | undefined): JsonObject {
  const { [name]: _, ...rest } = values
  return value === undefined ? rest : { ...rest, [name]: value }
}

/** What the app has to be told before it lets anybody sign in from here. */
function RedirectAddress({ title }: { title: string }) {
  return (
    <div className="col-span-2 flex flex-col gap-1.5">
      <p className="font-medium text-sm">Redirect address</p>
      <CopyField label="Redirect address" value={`${window.location.origin}/connected`} />
      <p className="text-ink-3 text-sm">Enter it at {title}, where your app there asks for a redirect URI.</p>
    </div>
  )
}

function Advanced({ needed, children }: { needed: boolean; children: ReactNode }) {
  const [wanted, setOpen] = useState(false)
  const open = wanted || needed
  const id = useId()
  return (
    <div className="flex flex-col gap-4 border-t pt-3">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1.5 self-start rounded-sm font-medium text-ink-2 text-sm hover:text-ink"
      >
        <ChevronRight className={cn('size-4 transition-transform', open && 'rotate-90')} strokeWidth={1.75} aria-hidden />
        More options
      </button>
      <div id={id} hidden={!open} className={cn('grid-cols-2 gap-x-3 gap-y-4', open && 'grid')}>
        {children}
      </div>
    </div>
  )
}
