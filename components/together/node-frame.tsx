'use client'
import { useStore as useCanvasStore } from '@xyflow/react'
import type { ReactNode } from 'react'
import { shallow } from 'zustand/shallow'
import './node-frame.css'

type NodeFrameProps = { nodeId: string; zoom: number; className: string; children?: ReactNode }

/** Something around a card, in a ViewportPortal; follows the card wherever it goes. What stands in it keeps its size when zoomed. */
export function NodeFrame({ nodeId, zoom, className, children }: NodeFrameProps) {
  const box = useCanvasStore((state) => {
    const node = state.nodeLookup.get(nodeId)
    if (!node) return null
    const { positionAbsolute } = node.internals
    return { x: positionAbsolute.x, y: positionAbsolute.y, width: node.measured.width ?? 0, height: node.measured.height ?? 0 }
  }, shallow)
  if (!box) return null
  const { x, y, width, height } = box
  return (
    <div className={className} style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
      {children && (
        <div className="frame-label" style={{ transform: `scale(${1 / zoom})` }}>
          {children}
        </div>
      )}
    </div>
  )
}
