'use client'
import { useLayoutEffect, useRef } from 'react'
import { refuseMuch } from '@/components/ui/refuse-much'
import { caretAfter, smallestChange } from '@/flow/smallest-change'
import { leaveField } from './leave-field'

/** As the schema has it (flow/graph/graph.ts). */
const MOST_OF_NOTE = 20_000

type NoteFieldProps = { text: string; onWrite: (text: string) => void; onDone: () => void }

/** A note while somebody writes on it: each letter is kept at once, and what others write comes in around the caret. */
export function NoteField({ text, onWrite, onDone }: NoteFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)

  useLayoutEffect(() => {
    const area = field.current
    if (!area || area.value === text) return
    const change = smallestChange(area.value, text)
    const [start, end] = [caretAfter(change, area.selectionStart), caretAfter(change, area.selectionEnd)]
    area.value = text
    area.setSelectionRange(start, end)
  }, [text])

  return (
    <textarea
      ref={field}
      aria-label="Note"
      className="nodrag nowheel size-full resize-none bg-transparent outline-none"
      defaultValue={text}
      maxLength={MOST_OF_NOTE}
      onPaste={(event) => refuseMuch(event, MOST_OF_NOTE)}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
      autoFocus
      onInput={(event) => onWrite(event.currentTarget.value)}
      onBlur={onDone}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') leaveField(event.currentTarget)
      }}
    />
  )
}
