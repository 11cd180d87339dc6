'use client'
import type { EditorView } from '@codemirror/view'
import { Braces, type LucideIcon, SquareFunction } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { cn } from '@/components/ui/cn'
import { later } from '@/components/ui/later'
import { useInspected } from '../context'
import { useValueIn } from '../use-value-in'
import './mapping.css'
import type { Ask } from './ask'
import { callAt, dataAt, expressionBefore, type Insertion, insertionOf } from './insertion'
import { createMappingEditor } from './mapping-editor'
import { type OnceShown, onceShown } from './once-shown'
import { filesFirst, type PickEntry } from './pick-entries'
import { optionId, PickList } from './pick-list'
import { renamed } from './pills'
import { asksWithin, countOf, suggestionsFor } from './suggestions'
import { useGroupsAtHand } from './use-groups-at-hand'

/** So many at once: a list of a thousand steps' data is long to draw, and nobody reads it. More come at its end. */
const AT_ONCE = 16

const FunctionBrowser = later(() => import('./function-browser').then((module) => module.FunctionBrowser))

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
  /** Takes files only: those come first. */
  files?: boolean
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
  files = false,
}: MappingFieldProps) {
  const { groups, nameOf, readOnly, sample, lastField } = useInspected()
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const asked = useRef<OnceShown<Ask | null>>(null)
  const echoes = useValueIn(view, value)
  const listId = useId()
  const [ask, setAsk] = useState<Ask | null>(null)
  const [dismissed, setDismissed] = useState(false)
  const [highlighted, setHighlighted] = useState(0)
  const [most, setMost] = useState(AT_ONCE)
  const [browsing, setBrowsing] = useState(false)

  const atHand = useGroupsAtHand(groups, ask !== null && !dismissed)
  const pool = ask !== null && asksWithin(ask, groups) ? groups : atHand
  const offered = files && ask?.kind === 'data' && ask.query === '' ? filesFirst(pool) : pool
  const found = ask !== null && !dismissed ? suggestionsFor(ask, offered, sample.scope, ownerBefore(view.current, ask), most) : []
  // What is typed within braces may well be what it is to be: then nothing is in the way.
  const open = ask !== null && !dismissed && (ask.kind === 'data' || found.length > 0)
  const entries = found.flatMap((group) => group.entries)
  const at = Math.min(highlighted, Math.max(0, entries.length - 1))
  const showMore = () => setMost(countOf(found) >= most ? most + AT_ONCE : most)

  const put = ({ from, to, insert, caret }: Insertion) => {
    view.current?.dispatch({ changes: { from, to, insert }, selection: { anchor: caret }, scrollIntoView: true })
    view.current?.focus()
    asked.current?.now()
    setDismissed(true)
  }
  const pick = (entry: PickEntry) => {
    if (!view.current || !ask) return
    put(insertionOf(ask, entry.expression, view.current.state.doc.toString()))
  }

  const putData = (expression: string) => {
    const state = view.current?.state
    if (state) put(dataAt(state.doc.toString(), state.selection.main.head, expression))
  }

  const latest = useRef({ value, onChange, nameOf, entries, at, open, pick, putData, showMore })
  latest.current = { value, onChange, nameOf, entries, at, open, pick, putData, showMore }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes is read through `latest` or dispatched below
  useEffect(() => {
    if (!host.current) return
    echoes.forget()
    const change = onceShown((text: string) => {
      if (echoes.say(text, latest.current.value)) latest.current.onChange(text)
    })
    // Drawing the list takes longer than a letter may.
    const ask = onceShown((next: Ask | null) => {
      setAsk(next)
      setHighlighted(0)
      setMost(AT_ONCE)
      setDismissed(false)
    })
    asked.current = ask
    const takeData = (expression: string) => latest.current.putData(expression)
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
      onChange: change.with,
      onAsk: ask.with,
      onFocus: () => {
        lastField.current = takeData
      },
      onBlur: () => {
        ask.with(null)
        ask.now()
      },
      onKey: (key) => {
        // The last letter may have been read from the page only with this key: it means the list with that letter in it.
        flushSync(ask.now)
        const { entries, at, open, pick, showMore } = latest.current
        if (!open) return false
        if (key === 'ArrowDown' && at >= entries.length - 2) showMore()
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
    return () => {
      change.now()
      ask.now()
      if (lastField.current === takeData) lastField.current = null
      editor.destroy()
    }
  }, [id, multiline, readOnly])

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when names or problems change; they are read through `latest`
  useEffect(() => view.current?.dispatch({ effects: renamed.of(null) }), [nameOf])

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

  const insertFunction = (name: string) => {
    const editor = view.current
    if (editor) put(callAt(editor.state.doc.toString(), editor.state.selection.main.head, `.${name}()`))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field appears, and after its text is in place
  useEffect(() => {
    if (picking) openList()
  }, [])

  return (
    <div className="group/mapping relative">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field in it takes what is let go; this shows which one */}
      <div
        ref={host}
        onDragEnter={({ currentTarget }) => currentTarget.setAttribute('data-over', '')}
        onDragLeave={({ currentTarget, relatedTarget }) => {
          if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) currentTarget.removeAttribute('data-over')
        }}
        onDropCapture={({ currentTarget }) => currentTarget.removeAttribute('data-over')}
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
        <div className="absolute top-1 right-1 flex">
          <FieldButton icon={SquareFunction} label={`Functions for ${label}`} title="Functions" onClick={() => setBrowsing(true)} quiet />
          <FieldButton icon={Braces} label={`Pick data for ${label}`} title="Pick data ( / )" onClick={openList} />
        </div>
      )}
      {open && <PickList id={listId} groups={found} highlighted={at} onHighlight={setHighlighted} onPick={pick} onEnd={showMore} />}
      {browsing && <FunctionBrowser onClose={() => setBrowsing(false)} onInsert={insertFunction} />}
    </div>
  )
}

type FieldButtonProps = { icon: LucideIcon; label: string; title: string; onClick: () => void; quiet?: boolean }

/** `quiet`: only seen while the field is in use. */
function FieldButton({ icon: Icon, label, title, onClick, quiet = false }: FieldButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={title}
      className={cn(
        'flex size-6 items-center justify-center rounded-[5px] text-ink-3 hover:bg-hover hover:text-ink',
        quiet && 'bg-surface opacity-0 focus-visible:opacity-100 group-focus-within/mapping:opacity-100 group-hover/mapping:opacity-100',
      )}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      <Icon className="size-3.5" strokeWidth={1.75} aria-hidden />
    </button>
  )
}

/** What stands right before the place where data is asked for: functions can be put behind it. */
function ownerBefore(editor: EditorView | null, ask: Ask): string | null {
  return editor && ask.kind === 'data' ? (expressionBefore(editor.state.doc.toString(), ask.from)?.source ?? null) : null
}
