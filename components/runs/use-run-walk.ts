'use client'
import { useReactFlow } from '@xyflow/react'
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Maximize } from 'lucide-react'
import { useCallback } from 'react'
import { useActions } from '../actions/use-actions'
import { seenBoxesOf } from '../canvas/boxes'
import type { ElementStore } from '../canvas/elements'
import { focusNode } from '../canvas/focus-node'
import { foldAction } from '../canvas/fold-action'
import { FIT } from '../canvas/measures'
import { useCanvas } from '../canvas/model'
import { useGoNear } from '../canvas/use-go-near'
import { walk } from '../canvas/walk'

const DIRECTIONS = [
  ['left', ArrowLeft, 'Go to the step on the left'],
  ['right', ArrowRight, 'Go to the step on the right'],
  ['up', ArrowUp, 'Go to the step above'],
  ['down', ArrowDown, 'Go to the step below'],
] as const

/** The keyboard on a run: arrows walk from step to step. Gives back how to go to one that was pointed at elsewhere. */
export function useRunWalk(elements: ElementStore): (nodeId: string) => void {
  const { graph, folds } = useCanvas()
  const flow = useReactFlow()
  const goNear = useGoNear(elements)
  const show = useCallback(
    (id: string) => {
      elements.select([id])
      focusNode(id)
    },
    [elements],
  )
  useActions([
    ...DIRECTIONS.map(([direction, icon, label]) => ({
      id: `walk.${direction}`,
      label,
      group: 'Around the flow',
      icon,
      shortcut: `arrow${direction}`,
      run: () => {
        const { nodes } = elements.store.getState()
        const boxes = seenBoxesOf(nodes)
        const from = nodes.find((node) => node.selected)
        const next = from ? walk(from.id, direction, boxes, graph.getState().edges.values()) : boxes.keys().next().value
        if (next) show(next)
      },
    })),
    foldAction(elements, folds),
    {
      id: 'view.fit',
      label: 'Show all of it',
      group: 'Around the flow',
      icon: Maximize,
      shortcut: '1',
      run: () => void flow.fitView({ ...FIT, duration: 180 }),
    },
    {
      id: 'view.actual',
      label: 'Actual size',
      group: 'Around the flow',
      icon: Maximize,
      shortcut: '0',
      run: () => void flow.zoomTo(1, { duration: 180 }),
    },
  ])
  return useCallback(
    (id: string) => {
      show(id)
      goNear(id)
    },
    [show, goNear],
  )
}
