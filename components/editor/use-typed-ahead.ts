'use client'
import { useEffect } from 'react'
import { typeAhead } from '../ui/type-ahead'
import { useEditor } from './context'

const WITH_FIELD = new Set(['find', 'connect', 'replace'])

/** What opens for something to be typed is typed into as soon as it was asked for. */
export function useTypedAhead() {
  const { screen, canvas } = useEditor()
  useEffect(() => {
    const stops = [
      screen.subscribe(({ adding, dialog }, before) => {
        if ((adding && !before.adding) || (dialog !== before.dialog && WITH_FIELD.has(dialog ?? ''))) typeAhead()
      }),
      canvas.noteInEdit.subscribe(({ id }, before) => {
        if (id !== null && id !== before.id) typeAhead()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [screen, canvas])
}
