'use client'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { AskedField } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Textarea } from '../ui/textarea'
import { editKindOf, parseEdit, textOf } from './editing'

type FieldEditorProps = {
  field: AskedField
  value: Json
  onDone: (value: Json) => void
  onCancel: () => void
}

const YES_OR_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]
const LONG = 60

/** Writes over one value in its place. Enter or going elsewhere keeps it, Escape does not. */
export function FieldEditor({ field, value, onDone, onCancel }: FieldEditorProps) {
  const [text, setText] = useState(() => textOf(value))
  const [problem, setProblem] = useState<string | null>(null)
  const messageId = useId()
  const over = useRef(false)
  const kind = editKindOf(field)

  function keep(written: string) {
    if (over.current) return
    if (written === textOf(value)) return cancel()
    const parsed = parseEdit(field, written)
    if ('problem' in parsed) return setProblem(parsed.problem)
    over.current = true
    onDone(parsed.value)
  }
  function cancel() {
    over.current = true
    onCancel()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.preventDefault()
      cancel()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      keep(text)
    }
  }

  if (kind === 'choice') {
    return <Select aria-label={field.label} value={text} options={YES_OR_NO} onChange={keep} />
  }
  const control = {
    'aria-label': field.label,
    'aria-invalid': problem ? (true as const) : undefined,
    'aria-describedby': problem ? messageId : undefined,
    autoFocus: true,
    value: text,
    onKeyDown,
    onBlur: () => keep(text),
  }
  return (
    <>
      {kind === 'text' && (text.length > LONG || text.includes('\n')) ? (
        <Textarea {...control} onChange={(event) => setText(event.target.value)} />
      ) : (
        <Input
          {...control}
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setText(event.target.value)
            setProblem(null)
          }}
          className="-mx-1.5 -my-1 h-7 w-[calc(100%+6px)] px-1.5 tabular-nums"
        />
      )}
      {problem && (
        <p id={messageId} role="alert" className="mt-1 text-bad-ink text-sm">
          {problem}
        </p>
      )}
    </>
  )
}
