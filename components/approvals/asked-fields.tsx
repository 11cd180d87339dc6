'use client'
import { useMemo } from 'react'
import type { ApprovalRequest } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { AskedField, type FieldHands } from './asked-field'
import { marksOf } from './evidence'
import { sheetsOf } from './sheets'

type AskedFieldsProps = {
  request: Pick<ApprovalRequest, 'fields' | 'document'>
  /** Made here, and not part of a decision yet. */
  edits: ReadonlyMap<string, Json>
  /** Part of decisions that were made. */
  recorded: ReadonlyMap<string, Json>
  mayEdit: boolean
  hands: FieldHands
}

/** In the column of the labels. */
const LONGEST_WORD = 15

export function AskedFields({ request: { fields, document }, edits, recorded, mayEdit, hands }: AskedFieldsProps) {
  const marks = useMemo(() => new Map(marksOf(fields).map((mark) => [mark.key, mark])), [fields])
  const sheets = useMemo(() => (document ? sheetsOf(document) : []), [document])
  const stacked = fields.some(({ label }) => label.split(/[\s-]/).some((word) => word.length > LONGEST_WORD))
  const wasRead = fields.some(({ confidence }) => confidence !== undefined)
  if (fields.length === 0) return null
  return (
    <dl className="text-md">
      {fields.map((field) => {
        const mark = marks.get(field.key)
        const sheet = mark && sheets.find(({ number }) => number === mark.page)
        return (
          <AskedField
            key={field.key}
            field={field}
            edited={edits.has(field.key) ? edits.get(field.key) : recorded.get(field.key)}
            undoable={mayEdit && edits.has(field.key)}
            stacked={stacked}
            wasRead={wasRead}
            mayEdit={mayEdit}
            mark={sheet && mark}
            sheet={sheet}
            hands={hands}
          />
        )
      })}
    </dl>
  )
}
