'use client'
import { useMemo, useState } from 'react'
import type { AskedField } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { sameValue } from './editing'
import type { Decision, FieldEdit } from './types'

/** Values changed here and not yet decided with, from what they are by now. What is changed back to that is no change. */
export function useEdits(fields: readonly AskedField[], decisions: readonly Pick<Decision, 'edits'>[]) {
  const [edits, setEdits] = useState<ReadonlyMap<string, Json>>(() => new Map())

  function without(key: string) {
    setEdits((before) => new Map([...before].filter(([each]) => each !== key)))
  }
  function change(key: string, value: Json) {
    const field = fields.find((each) => each.key === key)
    if (!field || sameValue(currentOf(field, decisions), value)) without(key)
    else setEdits((before) => new Map(before).set(key, value))
  }
  const list = useMemo(
    () =>
      fields.flatMap((field): FieldEdit[] => {
        const to = edits.get(field.key)
        return to === undefined ? [] : [{ key: field.key, from: currentOf(field, decisions), to }]
      }),
    [fields, decisions, edits],
  )
  return { edits, list, change, undo: without }
}

/** As it was read, or as the last approver corrected it. */
function currentOf({ key, value }: AskedField, decisions: readonly Pick<Decision, 'edits'>[]): Json {
  return decisions.flatMap(({ edits }) => edits.filter((edit) => edit.key === key)).at(-1)?.to ?? value
}
