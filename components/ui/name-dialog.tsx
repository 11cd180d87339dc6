'use client'
import { type FormEvent, useId } from 'react'
import { Button } from './button'
import { DialogContent, DialogRoot } from './dialog'
import { Field } from './field'
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
export function NameDialog({ open, onOpenChange, title, confirm, pending = false, ...form }: NameDialogProps) {
  const formId = useId()
  return (
    <DialogRoot open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={title}
        footer={
          <>
            <Button variant="ghost" onClick={() => onOpenChange(false)}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant="primary" loading={pending}>
              {confirm}
            </Button>
          </>
        }
      >
        <NameForm id={formId} {...form} />
      </DialogContent>
    </DialogRoot>
  )
}

type NameFormProps = Pick<NameDialogProps, 'label' | 'initial' | 'placeholder' | 'error' | 'onSubmit'> & { id: string }

function NameForm({ id, label = 'Name', initial, placeholder, error, onSubmit }: NameFormProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    if (name) onSubmit(name)
  }
  return (
    <form id={id} onSubmit={submit}>
      <Field label={label} error={error}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={200}
            autoComplete="off"
            defaultValue={initial}
            placeholder={placeholder}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
    </form>
  )
}
