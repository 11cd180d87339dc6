'use client'
import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useEditor } from './context'

/** What the address names is shown: a step with the part of its form that is meant, or the settings of the flow. */
export function useAddressed() {
  const { elements, canvas, screen } = useEditor()
  const address = useSearchParams()
  const step = address.get('step')
  const tab = address.get('tab')

  useEffect(() => {
    if (tab === 'settings') screen.setState({ dialog: 'settings' })
    if (step === null || !canvas.graph.getState().nodes.has(step)) return
    screen.setState({ inspectorTab: tab ?? 'setup' })
    elements.select([step])
  }, [step, tab, canvas, elements, screen])
}
