'use client'
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
export function NameDialog(props: NameDialogProps) {
  const { open, onOpenChange, title, label = 'Name', initial, placeholder, confirm, pending, error, onSubmit } = props
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
        <Field label={label} error={error}>
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
      </FormDialogContent>
    </DialogRoot>
  )
}
