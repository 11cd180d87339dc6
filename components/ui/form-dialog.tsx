'use client'
import { type FormEvent, type ReactNode, useId } from 'react'
import { Button } from './button'
import { DialogContent } from './dialog'

type FormDialogContentProps = {
  title: ReactNode
  description?: ReactNode
  /** A verb: `Create folder`. */
  confirm?: string
  pending?: boolean
  onClose: () => void
  onSubmit: (form: FormData) => void
  children: ReactNode
}

/** A dialog that is a form: fields, and two buttons. */
export function FormDialogContent(props: FormDialogContentProps) {
  const { title, description, confirm = 'Save', pending = false, onClose, onSubmit, children } = props
  const formId = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <DialogContent
      title={title}
      description={description}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" loading={pending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {children}
      </form>
    </DialogContent>
  )
}
