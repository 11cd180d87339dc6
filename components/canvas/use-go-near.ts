'use client'
import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { absoluteBoxesOf } from './boxes'
import type { ElementStore } from './elements'

/** Below it nobody reads what stands on a card. */
const LEGIBLE = 0.5
const CLOSE = 0.85

/** Where all of a flow is seen from afar, brings one step into the middle, as large as it is read well. */
export function useGoNear(elements: ElementStore): (nodeId: string, duration?: number) => void {
  const flow = useReactFlow()
  return useCallback(
    (nodeId: string, duration = 180) => {
      const box = absoluteBoxesOf(elements.store.getState().nodes).get(nodeId)
      if (!box || flow.getZoom() >= LEGIBLE) return
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: CLOSE, duration })
    },
    [elements, flow],
  )
}
