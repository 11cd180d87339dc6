'use client'
import { useEditor, useScreen } from './context'
import { StepSearch } from './step-search'
import { useGestures } from './use-gestures'

/** Finds a step of this flow by its name or by what is in its fields, and goes there. */
export function FindDialog() {
  const { screen, canvas } = useEditor()
  const open = useScreen((state) => state.dialog === 'find')
  const gestures = useGestures()
  return (
    <StepSearch
      open={open}
      onOpenChange={(next) => screen.setState({ dialog: next ? 'find' : null })}
      title="Find a step"
      placeholder="Find a step in this flow"
      empty="No step like that."
      choices={() => [...canvas.graph.getState().nodes.values()].map((node) => ({ id: node.id, node }))}
      onChoose={({ id }) => gestures.show(id)}
    />
  )
}
