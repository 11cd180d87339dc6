'use client'
import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useEditor } from './context'

/** The step that the address names is chosen, with the part of its form that is meant. */
export function useAddressedStep() {
  const { elements, canvas, screen } = useEditor()
  const address = useSearchParams()
  const step = address.get('step')
  const inspectorTab = address.get('tab') ?? 'setup'

  useEffect(() => {
    if (step === null || !canvas.graph.getState().nodes.has(step)) return
    screen.setState({ inspectorTab })
    elements.select([step])
  }, [step, inspectorTab, canvas, elements, screen])
}
