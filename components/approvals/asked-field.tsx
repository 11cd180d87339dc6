'use client'
import { Pencil, Undo2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AskedField as Field } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { cn } from '../ui/cn'
import { AskedValue } from './asked-value'
import { Confidence } from './confidence'
import { editKindOf, shownAfter } from './editing'
import type { Mark } from './evidence'
import { FieldEditor } from './field-editor'
import { FoldedText } from './folded-text'
import { shownInFull } from './plain-in-words'
import type { Sheet } from './sheets'
import { Strip } from './strip'
import type { HrefOfFile, Pointed } from './types'

export type FieldHands = {
  pointed: Pointed
  onPoint: (pointed: Pointed) => void
  /** The field whose value is being written; one at a time. */
  editing: string | null
  onEdit: (key: string | null) => void
  onChange: (key: string, value: Json) => void
  onUndo: (key: string) => void
  onOpenPage: (key: string) => void
  hrefOf: HrefOfFile
}

type AskedFieldProps = {
  field: Field
  /** Undefined: as it was read. */
  edited: Json | undefined
  /** Can be taken back here: it is not part of a decision yet. */
  undoable: boolean
  mayEdit: boolean
  /** Labels too long for a column stand above their values. */
  stacked: boolean
  /** How sure a reader was of one of the values, which takes a column. */
  wasRead: boolean
  mark: Mark | undefined
  sheet: Sheet | undefined
  hands: FieldHands
}

const LOOKS = {
  stacked: { read: 'grid-cols-[minmax(0,1fr)_60px]', plain: 'grid-cols-1' },
  beside: { read: 'grid-cols-[minmax(0,7fr)_minmax(0,13fr)_60px]', plain: 'grid-cols-[minmax(0,7fr)_minmax(0,13fr)]' },
}

/** One value: what was read, how sure that is, and what it was changed to. */
export function AskedField({ field, edited, undoable, mayEdit, stacked, wasRead, mark, sheet, hands }: AskedFieldProps) {
  const { key, label, shown } = field
  const { pointed, onPoint, editing, onEdit } = hands
  const isEditing = editing === key
  const editable = mayEdit && field.editable && editKindOf(field) !== 'none'
  const value = edited === undefined ? shownInFull(field) : shownAfter(field, edited)
  const isMany = typeof field.value === 'object' && field.value !== null
  const row = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)

  useEffect(() => {
    if (wasEditing.current && !isEditing && document.activeElement === document.body) opener.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  useEffect(() => {
    if (pointed?.from === 'mark' && pointed.key === key) row.current?.scrollIntoView({ block: 'nearest' })
  }, [pointed, key])

  return (
    <div
      ref={row}
      data-field={key}
      onPointerEnter={() => mark && onPoint({ key, from: 'field' })}
      onPointerLeave={() => mark && onPoint(null)}
      className={cn(
        'group/field relative -mx-2 grid scroll-my-10 items-start gap-x-3 px-2 py-1.75',
        'transition-colors duration-100',
        LOOKS[stacked ? 'stacked' : 'beside'][wasRead ? 'read' : 'plain'],
        'after:absolute after:inset-x-2 after:bottom-0 after:border-b',
        pointed?.key === key && 'rounded-sm bg-hover',
      )}
    >
      <dt className={cn('py-px text-ink-2 text-sm leading-5 [overflow-wrap:anywhere]', (stacked || isMany) && 'col-span-full')}>{label}</dt>
      <dd className={cn('min-w-0', isMany && 'col-span-full')}>
        {isMany ? (
          <AskedValue value={field.value} label={label} />
        ) : isEditing ? (
          <FieldEditor
            field={field}
            value={edited === undefined ? field.value : edited}
            onDone={(next) => {
              hands.onChange(key, next)
              onEdit(null)
            }}
            onCancel={() => onEdit(null)}
          />
        ) : (
          <Value
            ref={opener}
            label={label}
            text={value}
            editable={editable}
            placed={mark !== undefined}
            onFocus={() => mark && onPoint({ key, from: 'field' })}
            onBlur={() => mark && onPoint(null)}
            onPress={() => editable && onEdit(key)}
          />
        )}
        {edited !== undefined && !isEditing && (
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-sm">
            <span className="[overflow-wrap:anywhere]">
              was read as{' '}
              <s>
                <bdi>{shown || 'nothing'}</bdi>
              </s>
            </span>
            {undoable && (
              <button
                type="button"
                aria-label={`Undo the change to ${label}`}
                onClick={() => {
                  hands.onUndo(key)
                  opener.current?.focus()
                }}
                className="inline-flex h-6 items-center gap-1 rounded-[4px] px-1 font-medium text-ink-2 hover:bg-hover hover:text-ink"
              >
                <Undo2 className="size-3.5" strokeWidth={1.75} aria-hidden />
                Undo
              </button>
            )}
          </p>
        )}
      </dd>
      {wasRead && !isMany && (
        <dd className="flex h-5.5 items-center justify-end">
          {edited === undefined ? <Confidence field={field} /> : <span className="text-brand-ink text-xs">Changed</span>}
        </dd>
      )}
      {mark && sheet?.file && (
        <dd className="col-span-full pt-1.5 pb-1 lg:hidden">
          <Strip mark={mark} sheet={sheet} hrefOf={hands.hrefOf} onOpen={() => hands.onOpenPage(key)} />
        </dd>
      )}
    </div>
  )
}

type ValueProps = {
  ref: React.Ref<HTMLButtonElement>
  label: string
  text: string
  editable: boolean
  placed: boolean
  onFocus: () => void
  onBlur: () => void
  onPress: () => void
}

/** A button where it can be changed or has a place on the page to be shown; plain words otherwise. */
function Value({ ref, label, text, editable, placed, onFocus, onBlur, onPress }: ValueProps) {
  const words = (fold: string) => (
    <bdi className={cn('min-w-0 whitespace-pre-line font-medium tabular-nums [overflow-wrap:anywhere]', fold)}>{text || 'Nothing'}</bdi>
  )
  if (!editable && !placed)
    return (
      <div className="py-px">
        <FoldedText text={text}>{words}</FoldedText>
      </div>
    )
  return (
    <FoldedText text={text}>
      {(fold) => (
        <button
          ref={ref}
          type="button"
          aria-label={editable ? `${label}: ${text || 'nothing'}. Change` : `${label}: ${text || 'nothing'}. Show on the page`}
          onFocus={onFocus}
          onBlur={onBlur}
          onClick={onPress}
          className={cn(
            '-mx-1.5 -my-px flex max-w-full items-start gap-1.5 rounded-[5px] px-1.5 py-0.5 text-left',
            editable ? 'cursor-text hover:bg-surface hover:ring-1 hover:ring-line-strong' : 'cursor-default',
          )}
        >
          {words(fold)}
          {editable && (
            <Pencil
              aria-hidden
              strokeWidth={1.75}
              className="mt-1 size-3 shrink-0 text-ink-3 opacity-0 transition-opacity duration-100 group-hover/field:opacity-100 group-focus-within/field:opacity-100 pointer-coarse:opacity-100"
            />
          )}
        </button>
      )}
    </FoldedText>
  )
}
