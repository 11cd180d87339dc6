'use client'
import { useMemo } from 'react'
import type { ApprovalRequest } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { AskedField, type FieldHands } from './asked-field'
import { marksOf } from './evidence'
import { sheetsOf } from './sheets'

type AskedFieldsProps = {
  request: Pick<ApprovalRequest, 'fields' | 'document'>
  edits: ReadonlyMap<string, Json>
  mayEdit: boolean
  hands: FieldHands
}

export function AskedFields({ request: { fields, document }, edits, mayEdit, hands }: AskedFieldsProps) {
  const marks = useMemo(() => new Map(marksOf(fields).map((mark) => [mark.key, mark])), [fields])
  const sheets = useMemo(() => (document ? sheetsOf(document) : []), [document])
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
            edited={edits.get(field.key)}
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
