'use client'
import type { ReactNode } from 'react'
import { type FormField, takesMapping } from '../../canvas/form-fields'
import { useInspected } from '../context'
import { DRAGGED } from './dragged'

/** Controls that are no text fields turn into one when data is let go on them; text fields take it where it falls. */
const TURNS = new Set<FormField['control']>(['choice', 'switch', 'datetime'])

export function TakesDrop({ field, onDrop, children }: { field: FormField; onDrop: (text: string) => void; children: ReactNode }) {
  const { readOnly } = useInspected()
  if (readOnly || !takesMapping(field) || !TURNS.has(field.control)) return children
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is one of several ways; the field itself takes a slash
    <div
      className="takes-data contents"
      onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
      onDrop={(event) => {
        const expression = event.dataTransfer.getData(DRAGGED)
        if (!expression) return
        event.preventDefault()
        onDrop(`{{ ${expression} }}`)
      }}
    >
      {children}
    </div>
  )
}
