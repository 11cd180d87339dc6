'use client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { Field } from '../ui/field'
import { Textarea } from '../ui/textarea'

type WordsDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: ReactNode
  label: string
  placeholder?: string
  initial?: string
  /** A verb: `Reject`. */
  confirm: string
  look: 'primary' | 'approve' | 'danger'
  /** May stay empty. */
  optional?: boolean
  pending: boolean
  error: string | null
  onSubmit: (words: string) => void
}

/** Asks for a few words that go with a deed: why it is rejected, what is unclear. */
export function WordsDialog({ open, onOpenChange, title, description, confirm, look, pending, ...form }: WordsDialogProps) {
  const formId = useId()
  return (
    <DialogRoot open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={title}
        description={description}
        footer={
          <>
            <Button variant="ghost" onClick={() => onOpenChange(false)}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant={look} loading={pending}>
              {confirm}
            </Button>
          </>
        }
      >
        <WordsForm id={formId} pending={pending} {...form} />
      </DialogContent>
    </DialogRoot>
  )
}

type WordsFormProps = Pick<WordsDialogProps, 'label' | 'placeholder' | 'initial' | 'optional' | 'pending' | 'error' | 'onSubmit'> & {
  id: string
}

function WordsForm({ id, label, placeholder, initial = '', optional = false, pending, error, onSubmit }: WordsFormProps) {
  const [words, setWords] = useState(initial)
  const [missing, setMissing] = useState(false)
  const [tried, setTried] = useState(false)
  function submit(event: FormEvent) {
    event.preventDefault()
    // By its keys it is asked for again while it is on its way.
    if (pending) return
    const trimmed = words.trim()
    const isMissing = trimmed === '' && !optional
    setMissing(isMissing)
    if (isMissing) return
    setTried(true)
    onSubmit(trimmed)
  }
  return (
    <form id={id} onSubmit={submit}>
      <Field label={label} hint={optional && 'optional'} error={missing ? 'Write a few words.' : tried ? error : null}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={2_000}
            placeholder={placeholder}
            value={words}
            onChange={(event) => {
              setWords(event.target.value)
              setMissing(false)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
            }}
          />
        )}
      </Field>
    </form>
  )
}
