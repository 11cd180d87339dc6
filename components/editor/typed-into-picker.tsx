'use client'
import { useCallback } from 'react'
import { useTypedEarly } from '../actions/use-typed-early'
import { useEditor, useScreen } from './context'

/** Stands for the picker while it is on its way. */
export function TypedIntoPicker() {
  const { screen } = useEditor()
  const wanted = useScreen((state) => state.adding !== null)
  const tell = useCallback(
    (key: string, typed: string) =>
      screen.setState(({ adding }) => ({
        adding: adding && key !== 'Escape' ? { ...adding, early: { typed, entered: key === 'Enter' } } : null,
      })),
    [screen],
  )
  useTypedEarly(wanted, tell)
  return null
}
