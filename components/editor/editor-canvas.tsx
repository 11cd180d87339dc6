'use client'
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Canvas } from '../canvas/canvas'
import { useEditor } from './context'
import { createGuides } from './dragging/drag'
import { GuideLines } from './dragging/guide-lines'
import { NodeMenu } from './node-menu'
import { usePointer } from './use-pointer'

/** The canvas with everything the pointer can do to it. */
export function EditorCanvas({ children }: { children: ReactNode }) {
  const { elements, mayEdit } = useEditor()
  const [guides] = useState(createGuides)
  const pointer = usePointer(guides)
  const tabbed = useLastKeyIsTab()
  // A form that lies over the canvas opens at a tap, and not under the finger that drags a card.
  const beside = useSyncExternalStore(onWidth, isBeside)
  return (
    <NodeMenu>
      <Canvas
        elements={elements}
        nodesDraggable={mayEdit}
        nodesConnectable={mayEdit}
        selectNodesOnDrag={beside}
        onFocusCapture={(event) => tabbed.current && selectFocused(event.target, elements.select)}
        {...pointer}
      >
        <GuideLines guides={guides} />
        {children}
      </Canvas>
    </NodeMenu>
  )
}

const BESIDE = '(min-width: 1024px)'
const isBeside = () => matchMedia(BESIDE).matches
const onWidth = (look: () => void) => {
  const width = matchMedia(BESIDE)
  width.addEventListener('change', look)
  return () => width.removeEventListener('change', look)
}

/** Whoever comes to a card with Tab chooses it; a dialog that closes gives the focus back, and chooses nothing. */
function useLastKeyIsTab() {
  const tabbed = useRef(false)
  useEffect(() => {
    const look = ({ key }: KeyboardEvent) => {
      if (key !== 'Shift') tabbed.current = key === 'Tab'
    }
    window.addEventListener('keydown', look, { capture: true })
    return () => window.removeEventListener('keydown', look, { capture: true })
  }, [])
  return tabbed
}

/** Coming to a card or line by keyboard selects it, as a click would. Who only passes by with Tab goes on with Tab. */
function selectFocused(target: EventTarget, select: (ids: readonly string[]) => void) {
  if (!(target instanceof Element) || !target.matches('.react-flow__node:focus-visible, .react-flow__edge:focus-visible')) return
  const id = target.getAttribute('data-id')
  if (!id || target.classList.contains('selected')) return
  target.setAttribute('data-passing', '')
  target.addEventListener('blur', () => target.removeAttribute('data-passing'), { once: true })
  select([id])
}
