'use client'
import { typeOf } from '../../canvas/model'
import { useEditor, useScreen, useSelection } from '../context'
import { newId } from '../new-id'
import { StepSearch } from '../step-search'
import { useGestures } from '../use-gestures'
import { linesFrom } from './lines-from'

/** Draws a line out of the selected step without a pointer. */
export function ConnectDialog() {
  const { screen, canvas, draft } = useEditor()
  const open = useScreen((state) => state.dialog === 'connect')
  const gestures = useGestures()
  const [source = ''] = useSelection()
  const lines = () =>
    linesFrom(source, canvas.graph.getState(), (type) => typeOf(canvas.manifest, type)).map(({ target, sourcePort, way }) => ({
      id: `${sourcePort} ${target.id}`,
      node: target,
      sourcePort,
      hint: way,
    }))
  return (
    <StepSearch
      open={open}
      onOpenChange={(next) => screen.setState({ dialog: next ? 'connect' : null })}
      title="Draw a line to a step"
      placeholder="Where does it go from here?"
      empty="There is no other step a line may lead to."
      choices={lines}
      onChoose={({ node, sourcePort }) => {
        draft.edit({ type: 'edge.connect', edge: { id: newId(), source, sourcePort, target: node.id } })
        gestures.show(source)
      }}
    />
  )
}
