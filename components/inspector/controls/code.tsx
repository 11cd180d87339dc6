'use client'
import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { useInspected } from '../context'
import { useValueIn } from '../use-value-in'
import { asText } from './as-text'
import './code.css'
import { createCodeEditor } from './code-editor'
import type { ControlProps } from './control-props'

/** Text in a language of its own. */
export function CodeControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const { id, describedBy, invalid } = aria
  const text = asText(value)
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const echoes = useValueIn(view, text)
  const latest = useRef({ text, onChange })
  latest.current = { text, onChange }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes is read through `latest` or dispatched below
  useEffect(() => {
    if (!host.current) return
    echoes.forget()
    const editor = createCodeEditor(host.current, {
      text,
      readOnly,
      placeholder: field.meta.placeholder ?? '',
      attributes: {
        id,
        'aria-label': field.title,
        'aria-multiline': 'true',
        'aria-describedby': [`${id}-keys`, describedBy].filter(Boolean).join(' '),
        ...(readOnly && { 'aria-readonly': 'true' }),
      },
      onChange: (next) => {
        if (echoes.say(next, latest.current.text)) latest.current.onChange(next === '' ? undefined : next)
      },
    })
    view.current = editor
    return () => editor.destroy()
  }, [id, readOnly])

  useEffect(() => {
    view.current?.contentDOM.setAttribute('aria-invalid', String(invalid))
  }, [invalid])

  return (
    <>
      <div
        ref={host}
        className={cn(
          'code-field max-h-110 overflow-auto rounded-sm border border-line-strong bg-surface transition-[border-color,box-shadow] duration-100 hover:border-ink-3/60',
          'focus-within:border-brand focus-within:ring-3 focus-within:ring-brand-soft hover:focus-within:border-brand',
          invalid && 'border-bad focus-within:border-bad focus-within:ring-bad-soft hover:border-bad',
          readOnly && 'bg-sunken',
        )}
      />
      <span id={`${id}-keys`} className="sr-only">
        Tab indents. To leave with Tab, press Escape first.
      </span>
    </>
  )
}
