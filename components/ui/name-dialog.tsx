'use client'
import { useState } from 'react'
import { DialogRoot } from './dialog'
import { Field } from './field'
import { FormDialogContent } from './form-dialog'
import { Input } from './input'

type NameDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  label?: string
  initial?: string
  placeholder?: string
  /** A verb: `Create folder`. */
  confirm: string
  pending?: boolean
  error?: string | null
  onSubmit: (name: string) => void
}

/** Asks for one name: a new folder, a flow's new title. */
export function NameDialog({ open, onOpenChange, title, confirm, pending, onSubmit, ...field }: NameDialogProps) {
  return (
    <DialogRoot open={open} onOpenChange={onOpenChange}>
      <FormDialogContent
        title={title}
        confirm={confirm}
        pending={pending}
        onClose={() => onOpenChange(false)}
        onSubmit={(form) => {
          const name = String(form.get('name')).trim()
          if (name) onSubmit(name)
        }}
      >
        <NameInput {...field} />
      </FormDialogContent>
    </DialogRoot>
  )
}

/** What went wrong when the dialog was open before, with another name, is not said of this one. */
function NameInput({ label = 'Name', initial, placeholder, error }: Pick<NameDialogProps, 'label' | 'initial' | 'placeholder' | 'error'>) {
  const [before, setBefore] = useState(error)
  if (before && before !== error) setBefore(null)
  return (
    <Field label={label} error={before ? null : error}>
      {(control) => (
        <Input
          {...control}
          name="name"
          required
          maxLength={120}
          autoComplete="off"
          defaultValue={initial}
          placeholder={placeholder}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </Field>
  )
}
