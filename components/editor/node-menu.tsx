'use client'
import { type ReactNode, useState } from 'react'
import { useEditor } from './context'
import { StepContextMenu } from './on-demand'

/** Right click on a step: the same actions as everywhere. On the ground the right button moves the canvas. */
export function NodeMenu({ children }: { children: ReactNode }) {
  const { elements, mayEdit } = useEditor()
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu of what lies within; the same actions are in the palette and the panel */}
      <div
        className="contents"
        onContextMenu={(event) => {
          if (!mayEdit) return
          event.preventDefault()
          const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__node') : null
          const id = card?.dataset.id
          if (!card || !id) return
          if (!card.classList.contains('selected')) elements.select([id])
          setAt({ x: event.clientX, y: event.clientY })
        }}
      >
        {children}
      </div>
      {at && <StepContextMenu at={at} onClose={() => setAt(null)} />}
    </>
  )
}
