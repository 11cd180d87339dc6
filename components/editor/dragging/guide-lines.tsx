'use client'
import { useStore as useFlowStore, ViewportPortal } from '@xyflow/react'
import { useStore } from 'zustand'
import type { GuideStore } from './drag'

/** What the dragged card is in line with. */
export function GuideLines({ guides: store }: { guides: GuideStore }) {
  const guides = useStore(store, (state) => state.guides)
  return guides.length === 0 ? null : <Lines guides={guides} />
}

function Lines({ guides }: { guides: ReturnType<GuideStore['getState']>['guides'] }) {
  const thin = useFlowStore((state) => 1 / state.transform[2])
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={axis}
          aria-hidden
          className="canvas-guide"
          style={
            axis === 'x'
              ? { left: at - thin / 2, top: from, width: thin, height: to - from }
              : { left: from, top: at - thin / 2, width: to - from, height: thin }
          }
        />
      ))}
    </ViewportPortal>
  )
}
