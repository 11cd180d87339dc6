'use client'
import type { EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useState } from 'react'
import { createEchoes } from './echoes'
import { writeInto } from './write-into'

/** Keeps a text field as its value is, but for what was typed into it: that is there already, and maybe more. */
export function useValueIn(view: RefObject<EditorView | null>, value: string) {
  const [echoes] = useState(createEchoes)
  useEffect(() => {
    if (!echoes.isOwn(value) && view.current) writeInto(view.current, value)
  }, [value, view, echoes])
  return echoes
}
