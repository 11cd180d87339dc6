'use client'
import { useEffect, useRef, useState } from 'react'
import { useEditor, useSelection } from '../editor/context'
import { type LostStep, lostStep } from './lost-step'

/** The step one was setting up when somebody else deleted it; until one turns to another, or says that it is fine. */
export function useLostStep(): { lost: LostStep | null; forget: () => void } {
  const { draft } = useEditor()
  const [only, ...more] = useSelection()
  const chosen = useRef<string | null>(null)
  const [lost, setLost] = useState<LostStep | null>(null)
  useEffect(() => {
    chosen.current = more.length === 0 ? (only ?? null) : null
    if (only !== undefined) setLost(null)
  }, [only, more.length])
  useEffect(
    () =>
      draft.graph.subscribe((now, before) => {
        const taken = draft.takingIn()
        const found = taken && chosen.current !== null && lostStep(chosen.current, before, now, taken.by)
        if (found) setLost(found)
      }),
    [draft],
  )
  return { lost, forget: () => setLost(null) }
}
