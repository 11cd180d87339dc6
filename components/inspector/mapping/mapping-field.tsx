'use client'
import type { EditorView } from '@codemirror/view'
import { Braces } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { parseTemplate } from '@/flow/expressions/parse-template'
import { useInspected } from '../context'
import './mapping.css'
import { createMappingEditor, type Slash } from './mapping-editor'
import { functionGroup, type PickEntry, search } from './pick-entries'
import { optionId, PickList } from './pick-list'

type MappingFieldProps = {
  id: string
  label: string
  value: string
  onChange: (text: string) => void
  placeholder?: string
  multiline?: boolean
  tall?: boolean
  code?: boolean
  describedBy?: string
  invalid?: boolean
  /** Comes with the list of what can be picked open. */
  picking?: boolean
}

/** A text field that takes mapped data: `/` or the {} button opens what can be picked, in place. */
export function MappingField({
  id,
  label,
  value,
  onChange,
  placeholder = '',
  multiline = false,
  tall = false,
  code = false,
  describedBy,
  invalid,
  picking = false,
}: MappingFieldProps) {
  const { groups, nameOf, readOnly } = useInspected()
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const listId = useId()
  const [slash, setSlash] = useState<Slash | null>(null)
  const [dismissed, setDismissed] = useState(false)
  const [highlighted, setHighlighted] = useState(0)

  const open = slash !== null && !dismissed
  const found = open ? search(functionsFit(view.current, slash) ? [...groups, functionGroup()] : groups, slash.query) : []
  const entries = found.flatMap((group) => group.entries)
  const at = Math.min(highlighted, Math.max(0, entries.length - 1))

  const pick = (entry: PickEntry) => {
    const editor = view.current
    if (!editor || !slash) return
    const before = entry.type === 'ƒ' ? expressionBefore(editor, slash.from) : null
    // A function goes into the braces of the value before the caret, with the caret between its brackets.
    const change = before
      ? { from: before.end, to: slash.to, insert: `${entry.expression} }}` }
      : { from: slash.from, to: slash.to, insert: `{{ ${entry.expression} }}` }
    const caret = before ? before.end + entry.expression.length - 1 : change.from + change.insert.length
    editor.dispatch({ changes: change, selection: { anchor: caret }, scrollIntoView: true })
    editor.focus()
  }

  const latest = useRef({ onChange, nameOf, entries, at, open, pick })
  latest.current = { onChange, nameOf, entries, at, open, pick }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes is read through `latest` or dispatched below
  useEffect(() => {
    if (!host.current) return
    const editor = createMappingEditor(host.current, {
      text: value,
      multiline,
      placeholder,
      attributes: {
        id,
        'aria-label': label,
        'aria-multiline': String(multiline),
        'aria-autocomplete': 'list',
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(readOnly && { 'aria-readonly': 'true' }),
      },
      readOnly,
      nameOf: (source) => latest.current.nameOf(source),
      onChange: (text) => latest.current.onChange(text),
      onSlash: (next) => {
        setSlash(next)
        setHighlighted(0)
        if (!next) setDismissed(false)
      },
      onBlur: () => setSlash(null),
      onKey: (key) => {
        const { entries, at, open, pick } = latest.current
        if (!open) return false
        if (key === 'Escape') setDismissed(true)
        else if (key === 'ArrowDown') setHighlighted((at + 1) % Math.max(1, entries.length))
        else if (key === 'ArrowUp') setHighlighted((at - 1 + entries.length) % Math.max(1, entries.length))
        else {
          const entry = entries[at]
          if (!entry) return false
          pick(entry)
        }
        return true
      },
    })
    view.current = editor
    return () => editor.destroy()
  }, [id, multiline, readOnly])

  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    const content = view.current?.contentDOM
    content?.setAttribute('aria-invalid', String(invalid ?? false))
    if (open) content?.setAttribute('aria-controls', listId)
    else content?.removeAttribute('aria-controls')
    if (open && entries[at]) content?.setAttribute('aria-activedescendant', optionId(listId, at))
    else content?.removeAttribute('aria-activedescendant')
  })

  const openList = () => {
    const editor = view.current
    if (!editor) return
    editor.focus()
    const { head } = editor.state.selection.main
    const gap = head > 0 && !/\s/.test(editor.state.doc.sliceString(head - 1, head)) ? ' ' : ''
    editor.dispatch({ changes: { from: head, insert: `${gap}/` }, selection: { anchor: head + gap.length + 1 } })
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field appears, and after its text is in place
  useEffect(() => {
    if (picking) openList()
  }, [])

  return (
    <div className="relative">
      <div
        ref={host}
        className={cn(
          'mapping-field rounded-sm border border-line-strong bg-surface text-md transition-[border-color,box-shadow] duration-100 hover:border-ink-3/60',
          'focus-within:border-brand focus-within:ring-3 focus-within:ring-brand-soft hover:focus-within:border-brand',
          multiline && 'max-h-80 overflow-auto',
          tall && 'mapping-field-tall',
          code && 'mapping-field-code',
          invalid && !open && 'border-bad focus-within:border-bad focus-within:ring-bad-soft hover:border-bad',
          readOnly && 'bg-sunken',
        )}
      />
      {!readOnly && (
        <button
          type="button"
          aria-label={`Pick data for ${label}`}
          title="Pick data ( / )"
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-[5px] text-ink-3 hover:bg-hover hover:text-ink"
          onMouseDown={(event) => event.preventDefault()}
          onClick={openList}
        >
          <Braces className="size-3.5" strokeWidth={1.75} aria-hidden />
        </button>
      )}
      {open && <PickList id={listId} groups={found} highlighted={at} onHighlight={setHighlighted} onPick={pick} />}
    </div>
  )
}

function functionsFit(editor: EditorView | null, slash: Slash): boolean {
  return editor !== null && (slash.query !== '' || expressionBefore(editor, slash.from) !== null)
}

/** The expression that ends right before this place, spaces aside; `end` is where something can be added to it. */
function expressionBefore(editor: EditorView, at: number): { end: number } | null {
  const text = editor.state.doc.sliceString(0, at).trimEnd()
  const last = parseTemplate(text).at(-1)
  return last?.kind === 'expression' && last.closed ? { end: last.sourceStart + last.source.length } : null
}
