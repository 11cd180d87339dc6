'use client'
import { useMemo, useState } from 'react'
import type { AskedField } from '@/flow/define/approval'
import type { Json } from '@/flow/json'
import { sameValue } from './editing'
import type { FieldEdit } from './types'

/** Values changed here and not yet decided with. What is changed back to what was read is no change. */
export function useEdits(fields: readonly AskedField[]) {
  const [edits, setEdits] = useState<ReadonlyMap<string, Json>>(() => new Map())

  function without(key: string) {
    setEdits((before) => new Map([...before].filter(([each]) => each !== key)))
  }
  function change(key: string, value: Json) {
    const read = fields.find((field) => field.key === key)
    if (!read || sameValue(read.value, value)) without(key)
    else setEdits((before) => new Map(before).set(key, value))
  }
  const list = useMemo(
    () =>
      fields.flatMap(({ key, value }): FieldEdit[] => {
        const to = edits.get(key)
        return to === undefined ? [] : [{ key, from: value, to }]
      }),
    [fields, edits],
  )
  return { edits, list, change, undo: without }
}
