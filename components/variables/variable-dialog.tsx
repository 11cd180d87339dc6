'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Json } from '@/flow/json'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormDialogContent } from '../ui/form-dialog'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Textarea } from '../ui/textarea'
import type { Variable } from './types'
import { kindOf, textOf, type ValueKind, valueFrom } from './value-text'

type VariableDialogProps = {
  /** The one to change, `new` for another, and null when nothing is open. */
  variable: Variable | 'new' | null
  onClose: () => void
}

const KINDS: readonly { value: ValueKind; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'yes-no', label: 'Yes or no' },
  { value: 'list', label: 'List of texts' },
  { value: 'data', label: 'Data (JSON)' },
]

export function VariableDialog({ variable, onClose }: VariableDialogProps) {
  return (
    <DialogRoot open={variable !== null} onOpenChange={(open) => !open && onClose()}>
      {variable !== null && <VariableForm key={variable === 'new' ? 'new' : variable.id} variable={variable} onClose={onClose} />}
    </DialogRoot>
  )
}

function VariableForm({ variable, onClose }: { variable: Variable | 'new'; onClose: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const before = variable === 'new' ? null : variable
  const [name, setName] = useState(before?.name ?? '')
  const [kind, setKind] = useState<ValueKind>(before ? kindOf(before.value) : 'text')
  const [text, setText] = useState(before ? textOf(before.value) : '')
  const [note, setNote] = useState(before?.note ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  const settle = {
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.variables.pathFilter())
      onClose()
    },
  }
  const create = useMutation(trpc.variables.create.mutationOptions(settle))
  const update = useMutation(trpc.variables.update.mutationOptions(settle))
  const error = create.error ?? update.error
  const isAsBefore = before !== null && kind === kindOf(before.value) && text === textOf(before.value)

  function save(value: Json) {
    // Only what is changed here: somebody else may have changed the rest meanwhile.
    if (before) update.mutate({ id: before.id, ...(isAsBefore ? {} : { value }), ...(note === before.note ? {} : { note }) })
    else create.mutate({ name: name.trim(), value, note })
  }
  function submit() {
    const read = valueFrom(kind, text)
    setWrong('error' in read ? read.error : null)
    if ('value' in read) save(read.value)
  }
  return (
    <FormDialogContent
      title={before ? before.name : 'New variable'}
      description="A plain value that flows use by its name. Runs under way keep the value they began with."
      confirm={before ? 'Save' : 'Add variable'}
      pending={create.isPending || update.isPending}
      onClose={onClose}
      onSubmit={submit}
    >
      {!before && (
        <Field label="Name" help={`In mappings: vars.${name.trim() || 'approvalLimit'}`} error={error && errorMessage(error)}>
          {(control) => (
            <Input
              {...control}
              value={name}
              required
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              placeholder="approvalLimit"
              className="font-code text-sm"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="Kind">{(control) => <Select {...control} value={kind} options={KINDS} onChange={setKind} />}</Field>
      <Field
        label="Value"
        hint={kind === 'list' ? 'one a line' : undefined}
        help="Everybody in the workspace can read it. Passwords and keys belong to Connections."
        error={wrong ?? (before && error ? errorMessage(error) : null)}
      >
        {(control) => <ValueInput {...control} kind={kind} text={text} onChange={setText} />}
      </Field>
      <Field label="What it is for" hint="optional">
        {(control) => <Input {...control} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </FormDialogContent>
  )
}

type ValueInputProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  kind: ValueKind
  text: string
  onChange: (text: string) => void
}

const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

function ValueInput({ kind, text, onChange, ...control }: ValueInputProps) {
  if (kind === 'yes-no') return <Select {...control} value={text === 'yes' ? 'yes' : 'no'} options={YES_NO} onChange={onChange} />
  const change = (event: { target: { value: string } }) => onChange(event.target.value)
  if (kind === 'list' || kind === 'data') {
    return <Textarea {...control} value={text} rows={5} onChange={change} className={kind === 'data' ? 'font-code text-sm' : undefined} />
  }
  return <Input {...control} value={text} inputMode={kind === 'number' ? 'decimal' : undefined} onChange={change} />
}
