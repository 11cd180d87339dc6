'use client'
import { useReactFlow } from '@xyflow/react'
import { type ReactNode, useMemo } from 'react'
import { absoluteBoxesOf } from '../canvas/boxes'
import { portY } from '../canvas/measures'
import { type CanvasModel, CanvasProvider } from '../canvas/model'
import { entryRequest } from './add-node'
import { useEditor } from './context'
import { useGestures } from './use-gestures'

/** Gives the cards and lines on the canvas what a person may do with them. */
export function GesturesOnCanvas({ children }: { children: ReactNode }) {
  const { canvas, draft, mayEdit, elements } = useEditor()
  const gestures = useGestures()
  const flow = useReactFlow()
  const model = useMemo<CanvasModel>(() => {
    if (!mayEdit) return canvas
    const cornerOf = (nodeId: string, dy: number) => {
      const box = absoluteBoxesOf(elements.store.getState().nodes).get(nodeId)
      return flow.flowToScreenPosition(box ? { x: box.x + box.width + 36, y: box.y + dy } : { x: 0, y: 0 })
    }
    return {
      ...canvas,
      gestures: {
        addAfter: (nodeId, port) => {
          const index =
            elements.store
              .getState()
              .nodes.find(({ id }) => id === nodeId)
              ?.handles?.findIndex(({ id }) => id === port) ?? 0
          gestures.ask({ kind: 'after', source: nodeId, port }, cornerOf(nodeId, portY(Math.max(0, index - 1))))
        },
        addOnEdge: (edgeId) => {
          const edge = canvas.graph.getState().edges.get(edgeId)
          if (edge) gestures.ask({ kind: 'on-edge', edgeId }, cornerOf(edge.source, portY(0)))
        },
        addInside: (parentId) => gestures.ask({ kind: 'inside', parentId }, cornerOf(parentId, 60)),
        addEntry: (parentId, entry) => gestures.add(entry, entryRequest(parentId, entry)),
        editNote: (id, text) => draft.edit({ type: 'note.write', id, text }),
        resizeNote: (id, { x, y, width, height }) =>
          draft.edit(
            { type: 'note.move', moves: [{ id, position: { x: Math.round(x), y: Math.round(y) } }] },
            { type: 'note.resize', id, size: { width: Math.round(width), height: Math.round(height) } },
          ),
        removeEdge: (id) => draft.edit({ type: 'edge.disconnect', ids: [id] }),
      },
    }
  }, [canvas, draft, mayEdit, elements, gestures, flow])
  return <CanvasProvider value={model}>{children}</CanvasProvider>
}
